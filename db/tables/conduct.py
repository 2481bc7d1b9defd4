"""What follows a conduct month: marks of agents, decisions on proposals, what was really deducted, the slips."""

from db.tables.base import day, fen, link, noun, number, text, unique_while_valid, word

# One mark of an agent's monthly score: 作风纪律, 语音质检评估, 业务技能, 奖励加分.
APPRAISAL = noun(
    "appraisal", link("person"), word("month"), word("part"), number("mark", 2, optional=False), text("note")
)
unique_while_valid(APPRAISAL, "project_id", "person_id", "month", "part")

# A consequence that the rules propose is nothing until a person confirmed or declined it, with a reason.
DECISION = noun(
    "decision",
    link("person"),
    word("month"),
    word("consequence"),
    word("outcome"),
    day("decided_on"),
    word("decided_by"),
    text("reason"),
)
unique_while_valid(DECISION, "project_id", "person_id", "month", "consequence")

# Recorded is not deducted: what was taken off a wage in fact, and when.
DEDUCTED = noun("deducted", link("person"), word("month"), fen("fen"), day("deducted_on"), text("note"))

# The monthly slip of an agent: handed out, acknowledged, perhaps appealed against, and what came of it.
SLIP = noun(
    "slip",
    link("person"),
    word("month"),
    day("given_on"),
    day("acknowledged_on", optional=True),
    day("appealed_on", optional=True),
    text("appeal"),
    text("outcome"),
)
unique_while_valid(SLIP, "project_id", "person_id", "month")
