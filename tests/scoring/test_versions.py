"""A period takes the version in force on its first day inside the term."""

import shutil
from pathlib import Path

import pytest

from app.errors import Refused
from app.library import read_folder, scheme_for
from app.periods import Period
from app.scoring.facts import read_facts
from tests.support import INVENTED, as_read

NAME = "yunpu-2027"


def shelf(tmp_path: Path, effective: str, inside: str = "") -> Path:
    """A shelf whose contract got a second version with dearer points."""
    folder = tmp_path / NAME
    shutil.copytree(INVENTED / NAME, folder)
    text = (folder / "scheme.toml").read_text("utf-8").replace("lose = 100, gate", "lose = 150, gate")
    head = f'version = "second"\neffective = {effective}\n{inside}'
    (folder / "scheme-2.toml").write_text(text.replace('version = "2027-01-01"\n', head), "utf-8")
    return tmp_path


def version(shelf: Path, period: str) -> str:
    parsed = Period.parse(period)
    return scheme_for(NAME, parsed, shelf).version


def test_old_periods_keep_their_version(tmp_path: Path) -> None:
    here = shelf(tmp_path, "2027-07-01")
    assert [version(here, f"2027-Q{number}") for number in (1, 2, 3, 4)] == ["2027-01-01"] * 2 + ["second"] * 2


def test_the_first_day_that_counts_lies_inside_the_term(tmp_path: Path) -> None:
    """The term starts on 1 February, so a version of that very day is in force for the whole first quarter."""
    assert version(shelf(tmp_path, "2027-02-01"), "2027-Q1") == "second"


def test_a_change_inside_a_period_is_refused_and_says_what_to_write(tmp_path: Path) -> None:
    here = shelf(tmp_path, "2027-08-15")
    assert version(here, "2027-Q2") == "2027-01-01"
    assert version(here, "2027-Q4") == "second"
    with pytest.raises(Refused, match="inside_period"):
        version(here, "2027-Q3")


@pytest.mark.parametrize(("inside", "expected"), [("next_period", "2027-01-01"), ("takes_over", "second")])
def test_the_new_version_may_say_how_to_treat_it(tmp_path: Path, inside: str, expected: str) -> None:
    here = shelf(tmp_path, "2027-08-15", f'inside_period = "{inside}"\n')
    assert version(here, "2027-Q3") == expected


def test_both_versions_assess_by_their_own_points(tmp_path: Path) -> None:
    here = shelf(tmp_path, "2027-07-01")
    fen = []
    for period in ("2027-Q2", "2027-Q3"):
        facts = as_read({"scheme": NAME, "period": period, "inputs": {"speed": {"percent": 89, "checked": True}}})
        scheme = scheme_for(NAME, Period.parse(period), here)
        rules, read = read_facts(scheme, facts)
        from app.scoring.assess import assess

        fen.append(assess(scheme, rules, read).fen)
    assert fen == [10000, 15000]


def test_before_the_first_version_nothing_is_in_force(tmp_path: Path) -> None:
    folder = tmp_path / NAME
    shutil.copytree(INVENTED / NAME, folder)
    file = folder / "scheme.toml"
    file.write_text(
        file.read_text("utf-8").replace('period = "quarter"', 'period = "quarter"\neffective = 2027-03-01'), "utf-8"
    )
    with pytest.raises(Refused, match="生效"):
        version(tmp_path, "2027-Q1")
    assert version(tmp_path, "2027-Q2") == "2027-01-01"


def test_versions_come_oldest_first(tmp_path: Path) -> None:
    assert [one.version for one in read_folder(shelf(tmp_path, "2027-07-01") / NAME)] == ["2027-01-01", "second"]


def test_two_versions_of_the_same_day_are_refused(tmp_path: Path) -> None:
    here = shelf(tmp_path, "2027-07-01")
    text = (here / NAME / "scheme-2.toml").read_text("utf-8").replace("effective = 2027-07-01\n", "")
    (here / NAME / "scheme-2.toml").write_text(text, "utf-8")
    with pytest.raises(Refused, match="生效日期相同"):
        version(here, "2027-Q2")
