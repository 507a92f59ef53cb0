"""The cellar: the same questions over archives that do not fit into memory, piece by piece, with progress on disk."""
