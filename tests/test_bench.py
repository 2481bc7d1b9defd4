"""The benchmark's hand-written twins, written apart from the program, agree with it to the fen."""

import json

from bench.fines_rows import agree_on_crews
from bench.month_rows import agree_on_months
from tests.support import ROOT


def test_a_hand_written_function_gives_the_same_months() -> None:
    agree_on_months(60)


def test_a_hand_written_function_gives_the_same_fines() -> None:
    agree_on_crews(8)


def test_the_readme_shows_what_the_program_prints() -> None:
    from app.commands.score import answer

    facts = json.loads((ROOT / "examples" / "danzhou-2025-09.json").read_text("utf-8"))
    result = answer(facts)
    for name in ("README.md", "README.zh-CN.md"):
        text = (ROOT / name).read_text("utf-8")
        assert json.dumps(result["lines"][0]["trace"], ensure_ascii=False) in text
        assert f'"score": "{result["score"]}"' in text
        assert f'"payable": "{result["settlement"]["payable"]}"' in text
