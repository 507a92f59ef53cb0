"""How much CPU time the reading and the comparing take, beside that of the usual tools in the same run."""
