"""培训: the month's plan and sessions, who came, everybody's hours, who may go on the line, what it proves."""
