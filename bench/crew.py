"""The crews the benchmark works on: a month of conduct of sixty people with three hundred events."""

from random import Random
from typing import Any

RULES = {
    "late": 30, "early_leave": 20, "absent_post": 5, "absenteeism": 2, "personal_leave": 12, "sick_leave": 8,
    "annual_leave": 5, "marriage_leave": 2, "skip_activity": 8, "off_task": 15, "messy_desk": 15, "no_handover": 5,
    "refuse_call": 2, "forbidden_words": 2, "kb_omission": 20, "record_mismatch": 15, "misdispatch": 20,
    "title_format": 20, "shirking": 4, "uniform": 5, "disobey": 4, "private_call": 1, "false_invalid": 1,
}  # fmt: skip
LEAVE = ("personal_leave", "sick_leave", "annual_leave", "marriage_leave")


def random_month(seed: int, people: int = 60, events: int = 300) -> dict[str, Any]:
    """The JSON of a month."""
    random = Random(seed)
    crew = [
        {
            "id": f"K{number:02d}",
            "team": f"{number % 4 + 1}班",
            "leader": number < 4,
            "online_on": f"2025-09-{random.randint(1, 5):02d}" if number % 10 == 9 else "2024-05-01",
            "monthly_wage": str(random.randint(2800, 4200)),
        }
        for number in range(people)
    ]
    return {
        "scheme": "kezhou-2025",
        "period": "2025-09",
        "people": crew,
        "prior": {"K05": {"skip_activity": 1}, "K06": {"annual_leave": "4"}, "K07": {"disobey": 1}},
        "events": [_event(random, people) for _ in range(events)],
        "context": {"minimum_wage": "1750", "caution_share": "20"},
    }


def _event(random: Random, people: int) -> dict[str, Any]:
    rule = random.choices(list(RULES), list(RULES.values()))[0]
    event: dict[str, Any] = {
        "person": f"K{random.randint(0, people - 1):02d}",
        "rule": rule,
        "date": f"2025-09-{random.randint(6, 30):02d}",
        "quantity": random.choice(["0.5", 1, 2, 3]) if rule in LEAVE else random.choice([1, 1, 1, 2]),
        "severe": random.random() < 0.1,
    }
    if random.random() < 0.03:
        event["waived"] = "核实无误"
    if rule == "sick_leave" and random.random() < 0.5:
        event["documents"] = ["挂号单", "检查报告", "发票", "病情证明"]
    return event
