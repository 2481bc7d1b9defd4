"""The answer to a click on a figure, as the side panel shows it."""

from app.ledger.why import Section as Told
from app.ledger.why import Why
from ui.kit.number_text import with_thousands
from ui.kit.side_panel import Kind, Line, Section, SidePanel


def show_why(panel: SidePanel, why: Why) -> None:
    """Section by section: steps, the contract's words, readings, rows, what would change it."""
    panel.show_sections(with_thousands(why.title), [_section(one) for one in why.sections], why.about)


def _section(told: Told) -> Section:
    lines = [Line(_plain(with_thousands(words))) for words in told.lines]
    if told.quote:
        lines.append(Line(_plain(told.quote), Kind.QUOTE))
    return Section(told.heading, tuple(lines))


def _plain(words: str) -> str:
    """What the contract or a user wrote is never mark-up."""
    return words.replace("**", "＊＊").replace("](", "］（")
