"""The scripts: what happens to somebody on duty happens on a day they are on duty."""

import pytest

from app.demo import staff
from app.demo.diary import Diary
from app.demo.duty import duty_of
from app.demo.script import read_script, rows
from app.demo.stage import Stage
from app.workdays import read_calendar

PROJECTS = read_script("demo.toml")["projects"]
# A meeting is held on a day off, a contract's event is nobody's duty.
ELSEWHERE = ("skip_activity",)


def cast(name: str) -> Stage:
    stage = Stage(read_script(name), 7, Diary(), read_calendar())
    staff.cast(stage, read_script("demo.toml"))
    return stage


@pytest.mark.parametrize("name", PROJECTS)
def test_marks_and_incidents_fall_on_duty(name: str) -> None:
    stage = cast(name)
    told = [(one["number"], one["day"]) for one in rows(stage.script, "mark")]
    told += [
        (one["number"], one["day"])
        for one in rows(stage.script, "incident")
        if "number" in one and one["item"] not in ELSEWHERE
    ]
    assert [one for one in told if not duty_of(stage, stage.actor(one[0]), one[1])] == []


@pytest.mark.parametrize("name", PROJECTS)
def test_a_period_is_decided_only_after_it_is_over(name: str) -> None:
    from app.periods import Period

    for one in rows(read_script(name), "closing"):
        found = Period.parse(one["period"])
        assert found
        days = [one[key] for key in ("self", "review", "freeze", "received", "seal") if key in one]
        assert days == sorted(days)
        assert days[0] > found.last
