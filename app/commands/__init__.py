"""The command line: one module a command. Each takes parsed arguments and returns an exit code."""
