"""总览: what the open period comes to, and what to do about it."""
