"""How high and wide the bars of the window are, at 100 %."""

HEADER, FOOTER, NAVIGATION = 52, 26, 148
