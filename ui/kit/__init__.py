"""Widgets of our own look that know no hotline."""
