"""事件: what happened on the floor, logged in one line, and everything it touches."""
