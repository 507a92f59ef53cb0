"""The commands of `python -m analysis`, a module for each thing a reader may want to do.

Input is the command line; output is files, lines on standard output, and an exit status. Nothing heavy is imported
before a command runs. Caution: what a reader did wrong is told in one line on standard error; a traceback is a defect.
"""
