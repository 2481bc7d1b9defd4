"""The benchmark: our figures against hand-written code and other engines, in one run, agreeing to the fen."""
