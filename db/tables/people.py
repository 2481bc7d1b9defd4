"""People and teams; everything about a person that changes is a dated span."""

from db.tables.base import day, fen, flag, link, looked_up, noun, text, unique_while_valid, whole, word

TEAM = noun("team", word("name"), text("note"), silent=("note",))
unique_while_valid(TEAM, "project_id", "name")

PERSON = noun(
    "person",
    word("staff_number"),
    word("name"),
    word("pinyin"),
    day("online_on", optional=True),
    text("note"),
    silent=("name", "pinyin", "note"),
    days=("online_on",),
)
unique_while_valid(PERSON, "project_id", "staff_number")

# kind: employment, team, leader, post, wage, protection. `until` is the last day, empty while it lasts.
PERSON_SPAN = noun(
    "person_span",
    link("person"),
    word("kind"),
    day("since"),
    day("until", optional=True),
    link("team", optional=True),
    word("word", optional=True),
    fen("fen"),
    day("noticed_on", optional=True),
    flag("handed_over"),
    text("reason"),
    days=("since", "until"),
    silent=("reason",),
)
looked_up(PERSON_SPAN, "project_id", "kind")
looked_up(PERSON_SPAN, "person_id")

POST = noun(
    "post",
    word("name"),
    whole("needed"),
    day("since"),
    day("until", optional=True),
    text("clause"),
    days=("since", "until"),
    silent=("clause",),
)
