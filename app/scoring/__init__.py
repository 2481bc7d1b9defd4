"""Pure: a scheme and facts in, an assessment that explains itself out. Knows no file, store or contract."""
