"""The engine that reads in context: a small network, what it proposes, and the choice among its proposals."""
