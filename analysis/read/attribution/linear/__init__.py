"""The engine of averaged perceptrons: three readings of a text over hashed features, in numpy alone."""
