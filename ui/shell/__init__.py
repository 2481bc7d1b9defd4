"""The shell: what stands around every page."""
