"""考勤: the month people by days, its roster, its requests for leave."""
