"""Accuracy: against texts whose truth is known, and against people's labels where they are at hand."""
