"""人员: who works here, in which team and post, and how that stands against the contract."""
