"""A warmed process that forks others to be killed: importing costs a hundred times what a trial may cost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]


class Nursery:
    """The warmed process as a test holds it: one child at a time."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.faults.nursery"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, encoding="utf-8")
        self.child = 0
        assert self._line() == "ready"

    def start(self, what: str, store: Path, seed: int = 0) -> None:
        """Begins one thing in a child; returns when the child has the store open."""
        assert self.process.stdin
        self.process.stdin.write(f"{what}\t{store}\t{seed}\n")
        self.process.stdin.flush()
        self.child = int(self._line().removeprefix("child "))
        assert self._line() == "open"

    def line(self) -> str:
        """The next thing the child tells."""
        return self._line()

    def kill(self) -> list[str]:
        """Kills the child where it stands; what it told until then."""
        os.kill(self.child, signal.SIGKILL)
        found = [self._line()]
        while found[-1] != "end":
            found.append(self._line())
        return found[:-1]

    def killed(self, what: str, store: Path, seed: int, pause_us: int, *, after: int = 0) -> list[str]:
        """What a child told that was killed so many microseconds after it began, or after it told something."""
        self.start(what, store, seed)
        told = [self._line() for _ in range(after)]
        time.sleep(pause_us / 1_000_000)
        return told + self.kill()

    def undisturbed(self, what: str, store: Path, seed: int = 0) -> int:
        """How many microseconds a child takes that nobody kills."""
        self.start(what, store, seed)
        began = time.perf_counter_ns()
        while self._line() != "done":
            pass
        taken = (time.perf_counter_ns() - began) // 1000
        self.kill()
        return taken

    def close(self) -> None:
        """The process ends when nothing more can come."""
        self.process.communicate(timeout=20)

    def _line(self) -> str:
        assert self.process.stdout
        found = self.process.stdout.readline()
        assert found.endswith("\n"), "the nursery died"
        assert not found.startswith("failed"), found
        return found[:-1]


def tell(words: str) -> None:
    """One line in one piece: a kill falls before or after it."""
    os.write(1, f"{words}\n".encode())


def serve(work: dict[str, Callable[[Path, Random], None]]) -> None:
    """Forks a child for every line asked; no connection is open here, so none crosses the fork."""
    tell("ready")
    for line in sys.stdin:
        what, store, seed = line.rstrip("\n").split("\t")
        child = os.fork()
        if child == 0:
            _live(work[what], Path(store), int(seed))
        os.waitpid(child, 0)
        tell("end")


def _live(work: Callable[[Path, Random], None], store: Path, seed: int) -> None:
    """The child; it never returns, and is there until it is killed."""
    tell(f"child {os.getpid()}")
    try:
        work(store, Random(seed))
        tell("done")
    except BaseException as error:
        tell(f"failed {error!r}")
    while True:
        signal.pause()


if __name__ == "__main__":
    from tests.faults.victims import WORK

    serve(WORK)
