"""A full disk: the write is refused in plain words, nothing is lost, and it goes on when there is room."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Refused
from app.ledger import attachments, incidents, projects, safety
from app.ledger.book import Book
from app.ledger.refusals import is_passing
from app.ledger.verify import verify
from tests.ledger.floor import july, opened


@pytest.fixture
def tight(template: Path, small_disk: Path) -> Iterator[Book]:
    """A store on it."""
    book = opened(Path(shutil.copy(template, small_disk / "台账.hotline")))
    yield book
    book.engine.dispose()


def fill(place: Path, leave: int = 0) -> Path:
    """Takes all the room but a little."""
    stuffing = place / "占位"
    free = shutil.disk_usage(place).free - leave
    stuffing.write_bytes(b"\0" * max(free, 0))
    return stuffing


def test_a_write_on_a_full_disk_is_refused_and_goes_on_later(tight: Book, small_disk: Path) -> None:
    project = projects.find(tight, "KZ").id
    incidents.log(tight, project, [incidents.Draft("complaint", july(1))])
    stuffing = fill(small_disk)
    with pytest.raises(Refused) as caught:
        content = os.urandom(300_000)
        attachments.attach(tight, project, "incident", 1, "录音.wav", content)
    assert is_passing(caught.value) and "磁盘空间不足" in caught.value.faults[0].reason
    assert len(incidents.listed(tight, project)) == 1
    stuffing.unlink()
    incidents.log(tight, project, [incidents.Draft("complaint", july(2))])
    assert len(incidents.listed(tight, project)) == 2
    assert verify(tight) == ()


def test_a_backup_without_room_leaves_nothing_half_done(tight: Book, small_disk: Path) -> None:
    stuffing = fill(small_disk, leave=40_000)
    target = small_disk / "备份.hotline"
    with pytest.raises(Refused):
        safety.save_copy(tight, target)
    assert not target.exists()
    assert sorted(one.name for one in small_disk.iterdir()) == sorted(["占位", "台账.hotline"])
    stuffing.unlink()
    assert safety.save_copy(tight, target).path.is_file()
    assert verify(tight) == ()
