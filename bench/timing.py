"""Medians of interleaved repetitions: whatever else the machine does, it does to all of them."""

import gc
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter_ns
from typing import Any

Job = Callable[[Any], Any]


def race(jobs: Mapping[str, tuple[Job, Sequence[Any]]], rounds: int) -> dict[str, float]:
    """The median time of each job for one of its inputs, in microseconds; every round each job does them all."""
    # What is imported or prepared by now is not counted as garbage to look through again and again.
    gc.collect()
    gc.freeze()
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for turn in range(rounds + 1):
        for name, (work, inputs) in jobs.items():
            spent = lap(work, inputs)
            if turn:  # the first round only warms up
                times[name].append(spent)
    return {name: median(found) for name, found in times.items()}


def lap(work: Job, inputs: Sequence[Any]) -> float:
    """The mean time for one input."""
    start = perf_counter_ns()
    for one in inputs:
        work(one)
    return (perf_counter_ns() - start) / len(inputs) / 1000
