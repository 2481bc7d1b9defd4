"""The crews the benchmark works on: a month of conduct of sixty people with three hundred events."""

from random import Random
from typing import Any

RULES = {
    "late": 30, "early_leave": 20, "absent_post": 5, "unauthorised_swap": 3, "absenteeism": 4, "left_without_notice": 1,
    "personal_leave": 12, "sick_leave": 8, "annual_leave": 5, "marriage_leave": 2, "bereavement_leave": 2,
    "skip_activity": 8, "disobey": 4, "private_call": 1, "off_task": 15, "messy_area": 5, "messy_desk": 15,
    "false_invalid": 1, "no_handover": 5, "refuse_call": 2, "confidentiality": 2, "forbidden_words": 3,
    "kb_omission": 20, "record_mismatch": 15, "misdispatch": 20, "title_format": 20, "shirking": 4, "uniform": 5,
}  # fmt: skip
LEAVE = ("personal_leave", "sick_leave", "annual_leave", "marriage_leave", "bereavement_leave")
PAPERS = ("挂号单", "检查报告", "发票", "病情证明")
LEAVERS = {"K13": 22, "K42": 30, "K02": 15}
OPTIONS = ({}, {"severe_words": "added"}, {"absence_rule": "consecutive"})


def random_month(seed: int, people: int = 60, events: int = 300) -> dict[str, Any]:
    """The JSON of a month."""
    random = Random(seed)
    return {
        "scheme": "kezhou-2025",
        "period": "2025-09",
        "people": [_person(random, number) for number in range(people)],
        "prior": {
            "K05": {"skip_activity": 1},
            "K06": {"annual_leave": "4", "sick_leave": "29.5"},
            "K07": {"disobey": 1, "personal_leave": "14"},
            "K08": {"marriage_leave": "2.5", "bereavement_leave": "3"},
        },
        "events": [_event(random, people) for _ in range(events)],
        "context": {"minimum_wage": "1750", "caution_share": "20"} if seed % 4 else {},
        "options": OPTIONS[seed % 3],
    }


def _person(random: Random, number: int) -> dict[str, Any]:
    """Four teams with a leader each; every tenth is new, some leave, some wages are not known."""
    found: dict[str, Any] = {"id": f"K{number:02d}", "team": f"{number % 4 + 1}班", "leader": number < 4}
    found["online_on"] = random.choice(("2024-05-01", "2025-01-15"))
    if number % 10 == 9:
        found["online_on"] = f"2025-09-{random.randint(1, 5):02d}"
    if found["id"] in LEAVERS:
        found["left_on"] = f"2025-09-{LEAVERS[found['id']]}"
    if random.random() < 0.9:
        found["monthly_wage"] = str(random.randint(2000, 4200))
    return found


def _event(random: Random, people: int) -> dict[str, Any]:
    rule = random.choices(list(RULES), list(RULES.values()))[0]
    person = f"K{random.randint(0, people - 1):02d}"
    event: dict[str, Any] = {
        "person": person,
        "rule": rule,
        "date": f"2025-09-{random.randint(6, LEAVERS.get(person, 30)):02d}",
        "quantity": random.choice(["0.5", 1, 2, 3]) if rule in LEAVE else random.choice([1, 1, 1, 2]),
        "severe": random.random() < 0.1,
    }
    if random.random() < 0.03:
        event["waived"] = "核实无误"
    if rule == "forbidden_words" and random.random() < 0.3:
        event |= {"severe": True, "leader_amount": random.randint(200, 500)}
    return event | (_leave(random) if rule in LEAVE else {})


def _leave(random: Random) -> dict[str, Any]:
    """When it was asked for, why so late, and the papers."""
    found: dict[str, Any] = {"documents": list(PAPERS[: random.randint(2, 4)])}
    if random.random() < 0.6:
        found["asked_at"] = f"2025-0{random.randint(8, 9)}-{random.randint(1, 30):02d}"
    return found | ({"special": "急诊"} if random.random() < 0.1 else {})
