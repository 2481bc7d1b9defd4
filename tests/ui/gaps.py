"""How long the window does not answer: the longest stretch between two turns of the event loop during a journey.

What is measured is the time the window's own thread computes, not the clock: these machines are shared, and a clock
would measure the neighbours. What is left out with it is waiting for the disk, which a durable commit cannot avoid and
which the bench holds against a bare commit. A key press and everything it sets off at once is one stretch; each later
turn (a timer, a repaint) is one of its own, because between two turns the window takes the next key.
"""

from collections.abc import Callable
from time import thread_time_ns
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QEventLoop
from PySide6.QtTest import QTest

LIMIT_MS = 100
TIMES = 6
TURNS = 400
# What a journey drives the window with; each of them is one thing that a user does.
DEEDS = ((QTest, "keyClick"), (QTest, "mouseClick"), (QCoreApplication, "sendEvent"))


class Stretch(NamedTuple):
    """Some work without a turn of the loop."""

    ms: int
    after: str


class Gaps:
    """Keeps every stretch of a journey."""

    def __init__(self) -> None:
        self.found: list[Stretch] = []
        self._inside = False

    def step(self, name: str, work: Callable[[], Any]) -> Any:
        """Does one thing, then lets the loop turn until it has nothing left; what it returned."""
        if self._inside:
            return work()
        self._inside = True
        try:
            result = self._timed(name, work)
            self._settle(name)
        finally:
            self._inside = False
        return result

    @property
    def long(self) -> list[Stretch]:
        """The stretches that a user would feel, the longest first."""
        return sorted((one for one in self.found if one.ms > LIMIT_MS), reverse=True)

    @property
    def longest(self) -> int:
        """In milliseconds."""
        return max((one.ms for one in self.found), default=0)

    def _timed(self, name: str, work: Callable[[], Any]) -> Any:
        begun = thread_time_ns()
        result = work()
        self.found.append(Stretch((thread_time_ns() - begun) // 1_000_000, name))
        return result

    def _settle(self, name: str) -> None:
        loop = QAbstractEventDispatcher.instance()
        for _ in range(TURNS):
            if not self._timed(f"{name}, later", lambda: loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)):
                return


def watched(monkeypatch: pytest.MonkeyPatch) -> Gaps:
    """From now on whatever drives a window is measured."""
    gaps = Gaps()

    def measured(name: str, deed: Callable[..., Any]) -> Callable[..., Any]:
        def done(*given: Any, **more: Any) -> Any:
            return gaps.step(f"{name} {given[1:]}", lambda: deed(*given, **more))

        return done

    for owner, name in DEEDS:
        monkeypatch.setattr(owner, name, measured(name, getattr(owner, name)))
    return gaps


def best_of(gaps: Gaps, journey: Callable[[], None]) -> list[Stretch]:
    """What is too long each time of six. Neighbours slow down even a thread's own time, by sharing its core and its
    cache; and what happens in one run of six (an import, a first font) is not what a user waits for every day."""
    runs: list[dict[str, int]] = []
    for _ in range(TIMES):
        gaps.found.clear()
        journey()
        longest: dict[str, int] = {}
        for one in gaps.found:
            longest[one.after] = max(one.ms, longest.get(one.after, 0))
        runs.append(longest)
        if not gaps.long:
            return []
    return [Stretch(ms, name) for name in runs[0] if (ms := min(run.get(name, 0) for run in runs)) > LIMIT_MS]
