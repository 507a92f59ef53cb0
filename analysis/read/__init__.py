"""Floor 1: text in, nothing lost. Every mark is a span into the untouched text."""
