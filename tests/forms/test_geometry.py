"""The checks of geometry.py find what they are for, on pages that are deliberately wrong."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.forms.paper.fonts import SANS, face
from tests.forms.geometry import check

Draw = Callable[[Any], object]


def page(*draws: Draw) -> bytes:
    """A page with a framed cell in its middle, and what else is drawn on it."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    canvas.setFont(face(SANS).name, 10)
    canvas.rect(200, 400, 100, 20)
    canvas.drawString(205, 406, "格子里的文字")
    for draw in draws:
        draw(canvas)
    canvas.save()
    return out.getvalue()


def at(x: int, y: int, text: str, size: int = 10, grey: int = 0, font: str = "") -> Draw:
    def draw(canvas: Any) -> None:
        canvas.setFillGray(grey / 100)
        canvas.setFont(font or face(SANS).name, size)
        canvas.drawString(x, y, text)

    return draw


def ground(x: int, y: int, width: int, height: int, grey: int) -> Draw:
    def draw(canvas: Any) -> None:
        canvas.setFillGray(grey / 100)
        canvas.rect(x, y, width, height, stroke=0, fill=1)

    return draw


def test_a_page_as_it_should_be_has_no_fault() -> None:
    beside, below = at(320, 406, "旁边"), at(205, 388, "下一行")
    shaded = [ground(200, 300, 80, 20, 92), at(205, 306, "底纹上")]
    assert check(page(beside, below, *shaded)) == []


@pytest.mark.parametrize(
    ("draw", "told"),
    [
        (at(570, 600, "出了右边"), "outside the page's margins"),
        (at(5, 600, "装订边里"), "outside the page's margins"),
        (at(100, 836, "顶到纸边"), "outside the page's margins"),
        (lambda canvas: canvas.line(10, 100, 590, 100), "1 lines or grounds lie outside"),
        (at(208, 408, "叠字"), "lie over each other"),
        (at(280, 406, "太长的文字出了格"), "is crossed by a line at 300,400"),
        (at(205, 415, "压线"), "is crossed by a line at 200,420"),
        (ground(230, 401, 30, 15, 20), "stands on a ground"),
        (ground(230, 401, 30, 15, 92), "reaches over the edge of a ground"),
        (at(100, 100, "小", 4), "only 4.0 points high"),
        (at(100, 100, "abc", font="Helvetica"), "not embedded"),
        (at(100, 100, "草稿", 130, 93), "covers what it should lie beneath"),
        (at(100, 100, "草稿", 130, 50), "too dark to write on"),
    ],
)
def test_each_fault_is_found(draw: Draw, told: str) -> None:
    found = check(page(draw))
    assert any(told in one for one in found), found
    assert all(one.startswith("page 1: ") for one in found)


def test_lines_of_a_turned_or_closed_path_count_too() -> None:
    def turned(canvas: Any) -> None:
        canvas.saveState()
        canvas.translate(220, 0)
        canvas.rotate(90)
        canvas.line(390, 0, 430, 0)
        canvas.restoreState()

    def closed(canvas: Any) -> None:
        path = canvas.beginPath()
        path.moveTo(230, 395)
        path.lineTo(400, 350)
        path.lineTo(230, 450)
        path.close()
        canvas.drawPath(path)

    assert any("crossed by a line at 220,390" in one for one in check(page(turned)))
    assert any("crossed by a line at 230,395" in one for one in check(page(closed)))


def test_every_page_is_looked_at() -> None:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.setFont(face(SANS).name, 10)
    canvas.drawString(100, 700, "第一页")
    canvas.showPage()
    canvas.setFont(face(SANS).name, 10)
    canvas.drawString(100, 700, "第二页")
    canvas.drawString(102, 702, "叠字")
    canvas.save()
    assert [one.split(":")[0] for one in check(out.getvalue())] == ["page 2"]
