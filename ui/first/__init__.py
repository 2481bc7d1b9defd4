"""The first start: a demo, or a first project in four steps."""
