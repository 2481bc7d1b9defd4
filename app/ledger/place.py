"""Where live stores belong on this computer, and why one may not lie somewhere."""

from pathlib import Path


def usual_place() -> Path:
    """Where a live store belongs on this computer."""
    from db.place import default_store_folder

    return default_store_folder() / "热线考核台账.hotline"


def why_not(path: Path) -> str:
    """Why a live store must not lie at a place (a share, a stick, a synchronised folder); empty if it may."""
    from db.drive import drive_kind
    from db.place import may_live

    verdict = may_live(path, drive_kind(path), Path.home())
    return "" if verdict.allowed else verdict.reason
