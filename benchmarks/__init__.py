"""Benchmarks: how well and how fast the measures do, run on demand; README.md holds the tables."""
