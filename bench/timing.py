"""Medians of interleaved repetitions: whatever else the machine does, it does to all of them."""

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter_ns
from typing import Any


def race(contenders: Mapping[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """The median time of each contender in microseconds; every round calls each once, after a warm-up."""
    times: dict[str, list[int]] = {name: [] for name in contenders}
    for work in contenders.values():
        work()
    for _ in range(rounds):
        for name, work in contenders.items():
            start = perf_counter_ns()
            work()
            times[name].append(perf_counter_ns() - start)
    return {name: median(found) / 1000 for name, found in times.items()}
