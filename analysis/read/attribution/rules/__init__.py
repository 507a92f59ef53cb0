"""The engine without weights: a table of rules over a lexicon of reporting verbs."""
