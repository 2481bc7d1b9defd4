"""月结包: every form of a period in one go, as one PDF and as a folder of PDFs and workbooks."""

import shutil
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.errors import Fault, Refused
from app.forms.files import Stopped, Unwritten, free_name, move, refusals, safe_name, sweep, temporary_name
from app.forms.output import PDF, XLSX, Step, Stop, save
from app.forms.registry import MONTH, PERIOD, Form, Wanted, forms
from app.forms.sheet import Document
from app.ledger.book import Book
from app.ledger.contracts import contract
from app.ledger.periods import standing
from app.ledger.projects import Project
from app.ledger.sealing import CONTRACT
from app.periods import Period

NAME, EACH = "月结包", "各表"
NOTHING = "这一期没有可打印的内容"


@dataclass(frozen=True, slots=True)
class Item:
    """One form over one period; `reason` says why it cannot be made, and is empty where it can."""

    form: Form
    wanted: Wanted
    of: Period  # the period of the whole
    reason: str = ""

    @property
    def id(self) -> str:
        """The form's id."""
        return self.form.id

    @property
    def title(self) -> str:
        """What the form is called."""
        return self.form.title

    @property
    def period(self) -> Period:
        """What it speaks of."""
        return self.wanted.period


@dataclass(frozen=True, slots=True)
class Failure:
    """A form that is missing from what was made, and why."""

    item: Item
    reason: str

    def __str__(self) -> str:
        return f"{self.item.title}（{self.item.period}）：{self.reason}"


@dataclass(frozen=True, slots=True)
class Made:
    """What stands on the disk now."""

    folder: Path
    pdf: Path
    files: tuple[Path, ...]
    failures: tuple[Failure, ...]


def plan(
    book: Book, project: Project, period: Period, step: Step | None = None, stopped: Stop | None = None
) -> tuple[Item, ...]:
    """Every form that the contract uses, in the order of the page; each is tried, so that none promises too much."""
    items = list(_wanted(book, project, period))
    found: list[Item] = []
    for at, item in enumerate(items):
        _look(stopped)
        if step:
            step(item.title, at, len(items))
        found.append(_tried(item))
    return tuple(found)


def _wanted(book: Book, project: Project, period: Period) -> Iterator[Item]:
    known = contract(book.shelf, project.scheme)
    fault = known.newest.period_fault(period)
    for form in forms(book.shelf):
        if form.from_store is None or not form.fits(project.scheme, known.conduct is not None):
            continue
        for one in period.months if form.span == MONTH else (period,):
            wanted = Wanted(book, project, known, one)
            yield Item(form, wanted, period, fault if form.span == PERIOD else "")


def _tried(item: Item) -> Item:
    if item.reason:
        return item
    try:
        _document(item)
    except Exception as error:
        return Item(item.form, item.wanted, item.of, reason_of(error))
    return item


def _document(item: Item) -> Document:
    assert item.form.from_store is not None
    document = item.form.from_store(item.wanted)
    if not document.sheets:
        raise Refused([Fault(item.id, str(item.period), NOTHING)])
    return document


def reason_of(error: Exception) -> str:
    """Why a form could not be made; a mistake of the program's own is named as one."""
    if isinstance(error, Refused):
        return "；".join(fault.reason for fault in error.faults)
    return f"程序出错（{type(error).__name__}）：{error}"


def make(chosen: Sequence[Item], folder: Path, step: Step | None = None, stopped: Stop | None = None) -> Made:
    """Makes the chosen forms in a new folder inside `folder`; one that fails is named and does not stop the rest."""
    if not chosen:
        raise Refused([Fault("bundle", "", "没有选中任何表单")])
    first = chosen[0]
    name = safe_name(f"{first.wanted.project.name} {first.of} {NAME}{_mark(first)}")
    with _workshop(folder) as workshop:
        documents, failures = _make_each(chosen, workshop / EACH, step, stopped)
        if not documents:
            raise Refused([Fault(one.item.id, str(one.item.period), one.reason) for one in failures])
        _look(stopped)
        if step:
            step("合订为一个 PDF", len(chosen), len(chosen) + 1)
        save(documents, workshop / f"{name}{PDF}", None, stopped)
        target = free_name(folder, name)
        files = tuple(sorted((workshop / EACH).iterdir()))
        move(workshop, target)
    found = tuple(target / EACH / one.name for one in files)
    return Made(target, target / f"{name}{PDF}", found, tuple(failures))


def _mark(first: Item) -> str:
    """What the name says of the whole: the number of the revision, or that it is a draft."""
    current = standing(first.wanted.book, first.wanted.project.id, CONTRACT, first.of)
    return f" {current.current.number}" if current.locked and current.current else " 草稿"


@contextmanager
def _workshop(folder: Path) -> Generator[Path]:
    """A folder beside the one to be; whatever is still in it at the end is removed."""
    if not folder.is_dir():
        raise Unwritten("not_folder" if folder.exists() else "missing", folder)
    sweep(folder)
    temp = temporary_name(folder, "bundle")
    try:
        with refusals(folder):
            (temp / EACH).mkdir(parents=True)
            yield temp
    except Unwritten as error:
        # Nobody knows the temporary name: what is refused is the folder that was asked for.
        raise Unwritten(error.code, folder, error.detail) from error
    finally:
        shutil.rmtree(temp, ignore_errors=True)


def _make_each(
    chosen: Sequence[Item], folder: Path, step: Step | None, stopped: Stop | None
) -> tuple[list[Document], list[Failure]]:
    documents: list[Document] = []
    failures: list[Failure] = []
    for at, item in enumerate(chosen):
        _look(stopped)
        if step:
            step(item.title, at, len(chosen) + 1)
        # The numbers count what was chosen: a missing one is seen to be missing.
        stem = folder / safe_name(f"{at + 1:02d} {item.title} {item.period}")
        try:
            documents.append(_make_one(item, stem, stopped))
        except (Unwritten, Stopped):
            raise
        except Exception as error:
            failures.append(Failure(item, reason_of(error)))
            for ending in (PDF, XLSX):
                _with(stem, ending).unlink(missing_ok=True)
    return documents, failures


def _make_one(item: Item, stem: Path, stopped: Stop | None) -> Document:
    document = _document(item)
    for ending in (PDF, XLSX):
        save(document, _with(stem, ending), None, stopped)
    return document


def _with(stem: Path, ending: str) -> Path:
    return stem.with_name(stem.name + ending)


def _look(stopped: Stop | None) -> None:
    if stopped and stopped():
        raise Stopped
