"""Small trained weights, each with its card, and the code that trained them; no reading of a text imports it."""
