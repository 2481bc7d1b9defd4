"""指标: every indicator of the contract, typed where it is explained."""
