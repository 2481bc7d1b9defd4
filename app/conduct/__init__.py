"""Pure: conduct rules and a month's events in, what each person's month costs out. Knows no file, store or contract."""
