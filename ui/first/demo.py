"""The demo's store: where it lies, and the job that builds it."""

from pathlib import Path

from ui.work import Job, Progress

SUFFIX = ".hotline"


def demo_beside(usual: Path) -> Path:
    """Beside the place of one's own store."""
    return usual.with_name(f"示例{SUFFIX}")


def building(target: Path) -> Job:
    """It takes some seconds; its outcome is the place."""

    def job(progress: Progress, _cancelled: object) -> Path:
        from app.demo.build import build

        target.parent.mkdir(parents=True, exist_ok=True)
        build(target, step=lambda words: progress(words, 0, 0)).engine.dispose()
        return target

    return job
