"""The command line as a user meets it: real processes, real bytes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import CONTRACTS, INVENTED, ROOT, SHIPPED

FACTS = {
    "scheme": "danzhou-2025",
    "period": "2025-09",
    "inputs": {
        "connect_rate": {"percent": "94.3", "province_deducted": True},
        "front_inspection": {"hits": 97, "total": 100, "province_deducted": False},
        "participation_satisfaction": {"percent": "94.5", "orders": 3},
        "rank_a": {"rank": 1},
        "rank_province": {"rank": 6},
    },
    "events": [{"item": "late_ops_manager", "quantity": 2}],
    "history": [{"period": "2025-08", "score": "83.5", "rank_a": 1, "rank_province": 4}],
    "context": {"headcount": 53, "turnover_month": "1.9", "turnover_year": "6.0"},
    "options": {"remainder": "only_under_one"},
}


LAST = ["lines", "settlement", "alerts", "readings"]
LINE = ["id", "name", "full", "awarded", "amount", "achieved", "target", "missing", "waived", "clause", "trace"]


def run(*arguments: str, given: bytes = b"") -> tuple[int, bytes, str]:
    command = [sys.executable, "-m", "app", *arguments]
    environment = {"PATH": "", "PYTHONIOENCODING": "gbk", "SYSTEMROOT": "C:\\Windows"}
    done = subprocess.run(command, input=given, capture_output=True, cwd=ROOT, env=environment, check=False)
    return done.returncode, done.stdout, done.stderr.decode("utf-8")


def score(value: object, *more: str) -> tuple[int, bytes, str]:
    raw = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
    return run("score", "-", *more, given=raw)


def test_the_example_of_the_specification() -> None:
    code, out, err = score(FACTS)
    result = json.loads(out)
    assert (code, err) == (0, "")
    assert list(result) == ["scheme", "version", "period", "complete", "score", "grade", *LAST]
    assert list(result["lines"][0]) == LINE
    assert result["lines"][0]["trace"].startswith("低于目标 0.7 个百分点，省考核已扣分：不足 1% 扣 0.5 分")
    assert result["settlement"] == {
        "base": "300000.00",
        "deduction": "0.00",
        "payable": "290000.00",
        "items": [{"id": "late_ops_manager", "amount": "10000.00", "clause": "十(二)"}],
    }
    assert result["readings"]["remainder"] == "only_under_one"
    assert result["score"] == "95.35" and result["complete"] is False and result["alerts"] == []


def test_a_file_reads_like_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "事实.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(FACTS).encode())
    assert run("score", str(file))[1] == score(FACTS)[1]


def test_every_fault_has_its_line_and_nothing_goes_to_standard_output() -> None:
    bad = FACTS | {"inputs": {"connect_rate": {"percent": 101}, "rank_a": {"rank": 4}, "nonsense": {}}, "extra": 1}
    code, out, err = score(bad)
    assert (code, out) == (2, b"")
    starts = [line.split(": ")[:2] for line in err.splitlines()]
    assert ["inputs.connect_rate.percent", "101"] in starts
    assert ["inputs.rank_a.rank", "4"] in starts
    assert ["inputs.nonsense", "{}"] in starts
    assert ["extra", "1"] in starts
    assert len(starts) == 4


def test_an_array_answers_in_order_and_goes_on_after_a_bad_member() -> None:
    code, out, err = score([FACTS, FACTS | {"period": "2025-10-01"}, 7, FACTS])
    results = json.loads(out)
    assert code == 1
    assert [("error" in one) for one in results] == [False, True, True, False]
    assert results[1]["error"].startswith("period: 2025-10-01: ")
    assert err.splitlines()[0].startswith("[1].period: 2025-10-01: ")
    assert results[0] == results[3]


def test_an_empty_array_is_fine() -> None:
    assert score([])[:2] == (0, b"[]\n")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b"7",
        b"null",
        b'"x"',
        b"{}",
        b'{"scheme": 5}',
        b'{"scheme": "danzhou-2025"}',
        b'{"scheme": "danzhou-2024", "period": "2025-09"}',
        b'{"scheme": "danzhou-2025", "period": "2025-09", "period": "2025-09"}',
        b'{"scheme": "danzhou-2025", "period": "2025-09", "inputs": {"rank_a": {"rank": 1, "rank": 1}}}',
        b'{"scheme": "danzhou-2025", "period": "2025-09", "inputs": {"connect_rate": {"percent": 1e2}}}',
        b'{"scheme": "danzhou-2025", "period": "2025-09", "inputs": {"connect_rate": {"percent": NaN}}}',
    ],
)
def test_bad_bytes_are_refused_without_a_traceback(raw: bytes) -> None:
    code, out, err = score(raw)
    assert (code, out) == (2, b"")
    assert err and "Traceback" not in err
    assert all(line.count(": ") >= 2 for line in err.splitlines())


def test_a_missing_file_is_named() -> None:
    code, out, err = run("score", "no-such.json")
    assert (code, out) == (2, b"") and "no-such.json" in err


def test_numbers_are_read_by_their_literal_text() -> None:
    raw = b'{"scheme": "yangzhou-2025", "period": "2025-Q3", "inputs": {"connect_rate": {"percent": 94.30}}}'
    line = json.loads(score(raw)[1])["lines"][0]
    assert line["achieved"] == "94.3%" and line["awarded"] == "9"


def test_explain_adds_the_tree() -> None:
    line = json.loads(score(FACTS, "--explain")[1])["lines"][0]
    kinds = [child["kind"] for child in line["explain"]["children"]]
    assert kinds == ["value", "gate", "clause"]
    assert "explain" in json.loads(score(FACTS, "--explain")[1])["settlement"]


def test_schemes_lists_the_five() -> None:
    code, out, _ = run("schemes")
    listed = {one["id"]: one for one in json.loads(out)}
    assert code == 0 and set(listed) == set(CONTRACTS)
    assert (listed["danzhou-2025"]["indicators"], listed["danzhou-2025"]["full"]) == (13, "90")
    assert listed["jiyuan-2026"]["full"] is None and listed["baisha"]["term"] is None
    assert [listed[name]["full"] for name in ("yangzhou-2025", "kezhou-2025", "baisha")] == ["100"] * 3


@pytest.mark.parametrize("scheme", CONTRACTS)
def test_readings_come_with_clause_words_and_alternatives(scheme: str) -> None:
    code, out, _ = run("readings", scheme)
    for reading in json.loads(out):
        assert code == 0 and reading["clause"] and reading["words"] and reading["question"]
        assert reading["chosen"]["id"] and reading["alternatives"]


def test_readings_of_an_unknown_scheme_are_refused() -> None:
    code, _, err = run("readings", "danzhou-2026")
    assert code == 2 and "danzhou-2025" in err


@pytest.mark.parametrize("folder", [*(SHIPPED / name for name in CONTRACTS), *sorted(INVENTED.iterdir())], ids=str)
def test_check_passes_every_contract_with_its_cases(folder: Path) -> None:
    code, out, err = run("check", str(folder))
    assert (code, err) == (0, "") and "不一致 0 个" in out.decode()


def test_check_of_no_folder_is_refused() -> None:
    assert run("check", "nowhere")[0] == 2


def test_check_shows_a_case_that_disagrees(tmp_path: Path) -> None:
    folder = tmp_path / "yunpu-2027"
    folder.mkdir()
    source = INVENTED / "yunpu-2027"
    (folder / "scheme.toml").write_bytes((source / "scheme.toml").read_bytes())
    cases = (source / "cases.toml").read_text("utf-8").replace('"59000.00"', '"59001.00"')
    (folder / "cases.toml").write_text(cases, "utf-8")
    code, out, err = run("check", str(folder))
    assert code == 1 and "不一致 1 个" in out.decode()
    assert "手算 59001.00，程序 59000.00" in err


def test_help_names_the_commands() -> None:
    code, out, _ = run("--help")
    assert code == 0 and all(name in out.decode() for name in ("what-if", "verify", "backup", "restore", "demo"))


def test_an_unknown_command_is_refused() -> None:
    assert run("nonsense")[0] == 2


MONTH = {
    "scheme": "kezhou-2025",
    "period": "2025-09",
    "people": [
        {"id": "K01", "name": "甲", "team": "一班", "leader": True, "online_on": "2024-05-01", "left_on": None}
        | {"monthly_wage": "3600"}
    ],
    "prior": {"K01": {"skip_activity": 1, "annual_leave": "2"}},
    "events": [{"person": "K01", "rule": "late", "date": "2025-09-03", "quantity": 1, "severe": False}],
    "context": {"minimum_wage": "1750", "caution_share": "20"},
    "options": {},
}


def fines(value: object, *more: str) -> tuple[int, bytes, str]:
    return run("fines", "-", *more, given=json.dumps(value, ensure_ascii=False).encode())


def test_the_example_of_the_specification_for_a_month_of_conduct() -> None:
    code, out, err = fines(MONTH)
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "scheme": "kezhou-2025",
        "version": "2025-01-01",
        "period": "2025-09",
        "people": [
            {
                "id": "K01",
                "fines": "10.00",
                "wage_deductions": "0.00",
                "reward": "0.00",
                "net": "-10.00",
                "full_attendance": True,
                "consequences": [],
                "items": [
                    {
                        "rule": "late",
                        "date": "2025-09-03",
                        "kind": "fine",
                        "quantity": "1",
                        "amount": "10.00",
                        "waived": None,
                        "clause": "附件二 四(一)1",
                        "trace": "迟到 1 次，每次 10 元",
                    }
                ],
                "cautions": [],
            }
        ],
        "teams": [{"team": "一班", "pool": "10.00", "shared_by": [], "undistributed": "10.00"}],
        "readings": {"severe_words": "instead", "absence_rule": "two_days"},
    }


def test_fines_answer_arrays_and_name_faults() -> None:
    bad = MONTH | {"events": [{"person": "K09", "rule": "late", "date": "2025-10-03"}]}
    code, out, err = fines([MONTH, bad])
    assert code == 1 and "error" in json.loads(out)[1]
    assert err.startswith("[1].events[0].")
    assert fines(bad)[:2] == (2, b"")
    assert fines(MONTH | {"scheme": "baisha"})[0] == 2
    assert "explain" in fines(MONTH, "--explain")[1].decode()


def test_what_if_answers_on_the_command_line() -> None:
    code, out, err = run("what-if", "-", given=json.dumps(FACTS).encode())
    assert (code, err) == (0, "") and json.loads(out)["changes"]


def test_check_reads_a_file_of_conduct_rules(tmp_path: Path) -> None:
    source = ROOT / "resources" / "conduct" / "kezhou-2025.toml"
    code, out, _ = run("check", str(source))
    assert code == 0 and "没有发现问题" in out.decode()
    copy = tmp_path / "kezhou-2025.toml"
    copy.write_text(source.read_text("utf-8").replace('clause = "附件二', 'claus = "附件二'), "utf-8")
    code, _, err = run("check", str(copy))
    assert code == 2 and len(err.splitlines()) > 30 and "是否想写 clause" in err


def test_a_case_with_wrong_shapes_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "yunpu-2027"
    folder.mkdir()
    (folder / "scheme.toml").write_bytes((INVENTED / "yunpu-2027" / "scheme.toml").read_bytes())
    case = '[[case]]\nname = "a"\nwhy = "b"\nfacts = { period = "2027-Q2" }\nexpect = { amount = 5, alerts = 1 }\n'
    (folder / "cases.toml").write_text(case, "utf-8")
    code, _, err = run("check", str(folder))
    assert code == 2 and "expect.amount" in err and "expect.alerts" in err
