"""A trend and bars, in black and grey, drawn with the canvas's own lines."""

from decimal import Decimal
from typing import Any

from app.forms.paper.fonts import BOLD, SANS, face
from app.forms.paper.marks import POINT, Drawing
from app.forms.paper.typeset import Type
from app.forms.sheet import Chart

SIZE = 7
EDGE = 1800  # for the figures at the left
HEAD, FOOT = 1400, 1300


class Plot:
    """A drawing's own measures: from values to places on the page."""

    def __init__(self, canvas: Any, place: Drawing, page_height: int) -> None:
        self.canvas, self.chart = canvas, place.chart
        self.left, self.right = place.x + EDGE, place.x + place.width - 300
        self.top, self.bottom = page_height - place.y - HEAD, page_height - place.y - place.height + FOOT
        known = [one for one in (*place.chart.values, *(level for _, level in place.chart.marks)) if one is not None]
        self.low, self.high = _span(known, place.chart.kind == "bars")
        self.type = Type(face(SANS), SIZE)

    def y(self, value: Decimal) -> int:
        """Where a value lies."""
        return self.bottom + int((self.top - self.bottom) * (value - self.low) / (self.high - self.low))

    def x(self, at: int) -> int:
        """The middle of a label's share."""
        share = (self.right - self.left) // max(len(self.chart.labels), 1)
        return self.left + share * at + share // 2

    def line(self, x: int, y: int, to_x: int, to_y: int, weight: int = 50, dashed: bool = False) -> None:
        """A rule."""
        self.canvas.setLineWidth(weight / POINT)
        self.canvas.setDash(*((2, 2) if dashed else ()))
        self.canvas.line(x / POINT, y / POINT, to_x / POINT, to_y / POINT)
        self.canvas.setDash()

    def words(self, x: int, y: int, text: str, align: int = 0) -> None:
        """A label: left of its place (1), in the middle (0), or right of it (-1)."""
        self.canvas.setFont(self.type.face.name, SIZE)
        width = self.type.width(text)
        shift = {0: width // 2, 1: width, -1: 0}[align]
        self.canvas.drawString((x - shift) / POINT, y / POINT, text)


def _span(known: list[Decimal], from_zero: bool) -> tuple[Decimal, Decimal]:
    """A little more than the values take; bars begin at nothing."""
    low, high = min(known, default=Decimal(0)), max(known, default=Decimal(1))
    if from_zero:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    room = (high - low) / 10 or Decimal(1)
    return (low if from_zero and low == 0 else low - room), high + room


def draw_chart(canvas: Any, place: Drawing, page_height: int) -> None:
    """The chart in its place."""
    plot = Plot(canvas, place, page_height)
    canvas.setFillGray(0)
    canvas.setStrokeGray(0)
    canvas.setFont(face(BOLD).name, SIZE + 2)
    canvas.drawString(place.x / POINT, (page_height - place.y - 1000) / POINT, place.chart.title)
    plot.line(plot.left, plot.bottom, plot.right, plot.bottom)
    plot.line(plot.left, plot.bottom, plot.left, plot.top)
    for name, level in place.chart.marks:
        plot.line(plot.left, plot.y(level), plot.right, plot.y(level), 40, dashed=True)
        plot.words(plot.right, plot.y(level) + 150, name, 1)
    for value in (plot.low, plot.high):
        plot.words(plot.left - 200, plot.y(value) - 200, _short(value), 1)
    (_bars if place.chart.kind == "bars" else _trend)(plot, place.chart)
    for at, label in enumerate(place.chart.labels):
        plot.words(plot.x(at), plot.bottom - 900, label)


def _trend(plot: Plot, chart: Chart) -> None:
    before: tuple[int, int] | None = None
    for at, value in enumerate(chart.values):
        here = None if value is None else (plot.x(at), plot.y(value))
        if here and before:
            plot.line(*before, *here, 100)
        if here and value is not None:
            plot.canvas.circle(here[0] / POINT, here[1] / POINT, 2, stroke=0, fill=1)
            plot.words(here[0], here[1] + 400, _short(value))
        before = here


def _bars(plot: Plot, chart: Chart) -> None:
    share = (plot.right - plot.left) // max(len(chart.labels), 1)
    zero = plot.y(Decimal(0))
    for at, value in enumerate(chart.values):
        if value is None:
            continue
        top, wide = plot.y(value), min(share * 6 // 10, 3000)
        plot.canvas.setFillGray(60 / 100)
        box = (plot.x(at) - wide // 2) / POINT, zero / POINT, wide / POINT, (top - zero) / POINT
        plot.canvas.rect(*box, stroke=0, fill=1)
        plot.canvas.setFillGray(0)
        plot.words(plot.x(at), max(top, zero) + 200, _short(value))


def _short(value: Decimal) -> str:
    """At most two decimals: the exact figure stands in the table beside."""
    return f"{round(value, 2):f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
