"""Two versions of one period side by side: what differs in the facts, and in each line, the sum and the payment."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from app.exact import show, show_money, to_fen
from app.forms.assessment_judged import Judged, decimal, fen
from app.forms.floor_paths import Difference, Namer
from app.forms.floor_seen import Seen, own, taken_off, yuan
from app.ledger import history, periods
from app.ledger.sealing import differences
from app.scoring.load import load_scheme

SELF, REVIEWED = "自评", "复核"


@dataclass(frozen=True)
class Pair:
    """An earlier and a later version of a period, with what each is called."""

    seen: Seen
    was: Judged
    now: Judged
    was_name: str
    now_name: str
    why: str = ""  # why there is a later one

    @property
    def facts(self) -> list[Difference]:
        """Every place where the facts differ, in words."""
        namer = Namer(self.seen)
        return [namer.told(one) for one in differences(dict(self.was.facts), dict(self.now.facts))]

    @property
    def lines(self) -> "list[LinePair]":
        """The lines that came out differently, or rest on different facts."""
        touched = {one.line for one in self.facts}
        found = [LinePair.of(self, name) for name in self.now.lines if name in self.was.lines]
        return [one for one in found if one.was != one.now or one.id in touched]

    @property
    def sums(self) -> "Iterator[Sum]":
        """The score, the deduction, what is paid."""
        if self.seen.in_money:
            yield Sum("考核扣款（元）", _money(taken_off(self.was)), _money(taken_off(self.now)))
        else:
            yield Sum("综合得分", self.was.result["score"], self.now.result["score"])
            if self.was.result["grade"] or self.now.result["grade"]:
                yield Sum("等级", self.was.result["grade"], self.now.result["grade"])
            yield Sum("考核扣款（元）", _settled(self.was, "deduction"), _settled(self.now, "deduction"))
        yield Sum("应付（元）", _settled(self.was, "payable"), _settled(self.now, "payable"))


class Sum(NamedTuple):
    """A figure of the whole, before and after; None where it is not known."""

    name: str
    was: str | None
    now: str | None

    @property
    def change(self) -> str:
        """How much more or less."""
        old, new = decimal(self.was), decimal(self.now)
        if old is None or new is None:
            return ""
        return signed_money(new - old) if self.name.endswith("（元）") else signed(new - old)


class LinePair(NamedTuple):
    """A line in both versions: points or yuan, what was achieved, and why."""

    id: str
    name: str
    clause: str
    was: Decimal | None
    now: Decimal | None
    was_achieved: str
    now_achieved: str
    was_trace: str
    now_trace: str

    @classmethod
    def of(cls, pair: Pair, name: str) -> "LinePair":
        """A line of two versions."""
        old, new = pair.was.lines[name], pair.now.lines[name]
        figures = _figure(pair.seen, pair.was, name), _figure(pair.seen, pair.now, name)
        achieved = pair.was.achieved(name), pair.now.achieved(name)
        return cls(name, new["name"], new["clause"], *figures, *achieved, old["trace"], new["trace"])

    @property
    def change(self) -> Decimal | None:
        """What the later version gives more."""
        return None if self.was is None or self.now is None else self.now - self.was


def _figure(one: Seen, judged: Judged, name: str) -> Decimal | None:
    if judged.lines[name]["missing"] and not judged.provisional(name):
        return None
    return yuan(fen(judged.lines[name]["amount"])) if one.in_money else judged.number(name, "awarded")


def _money(amount: int) -> str:
    return show_money(amount)


def _settled(judged: Judged, key: str) -> str | None:
    found: Mapping[str, Any] | None = judged.result["settlement"]
    return found[key] if found else None


def signed(value: Decimal) -> str:
    """A difference with its sign."""
    text = show(value)
    return f"+{text}" if value > 0 else text


def signed_money(value: Decimal) -> str:
    """A difference in yuan with its sign."""
    text = show_money(to_fen(value))
    return f"+{text}" if value > 0 else text


def opinions(one: Seen) -> Pair | None:
    """Our own opinion and the reviewed one, where anything differs."""
    mine = own(one)
    pair = Pair(one, mine, one.judged, SELF, REVIEWED)
    return pair if one.found.own_facts != one.found.facts else None


def versions(one: Seen) -> Pair | None:
    """The version that stands and the one before it; None where there was only one."""
    standing, book = one.found.standing, one.wanted.book
    frozen = list(standing.revisions)
    if standing.locked:
        frozen = frozen[:-1]
    if not frozen:
        return None
    texts = periods.texts_of(book, frozen[-1].id)
    before = _judged_of(texts)
    now = one.found.stamp.number or "现在的草稿"
    reason = standing.current.reason if standing.locked and standing.current else ""
    return Pair(one, before, one.judged, frozen[-1].number, now, reason or _reopened(one))


def _reopened(one: Seen) -> str:
    """Why the version before was taken back: the last reason that the history tells."""
    entries = history.entries(one.wanted.book, one.wanted.project.id, limit=500)
    told = [
        each for each in entries if each.action in ("withdraw", "reopen") and each.words.startswith(str(one.period))
    ]
    return told[0].reason if told else ""


def _judged_of(texts: Mapping[str, str]) -> Judged:
    """A frozen version under the rules it was frozen with."""
    scheme = load_scheme(tomllib.loads(texts["scheme"], parse_float=Decimal), [])
    return Judged.of(scheme, json.loads(texts["facts"]), json.loads(texts["result"]))
