"""结算: the walk from an open period to a sealed one, and what it pays."""
