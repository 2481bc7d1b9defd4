"""扣罚: a conduct month by person and by team, with what was decided, deducted, handed out and appealed."""
