"""Forms on paper: lines broken as Chinese is set, blocks laid out on pages, pages drawn into a PDF."""
