"""Kinds of shapes: how a measured value turns into points or yuan."""

from typing import TypeAlias

from app.scoring.shapes.anchors import Anchors
from app.scoring.shapes.bands import Bands
from app.scoring.shapes.direct import Direct, Fatal
from app.scoring.shapes.per_unit import PerUnit
from app.scoring.shapes.steps import Steps

Shape: TypeAlias = Steps | PerUnit | Bands | Anchors | Direct | Fatal
SHAPES: dict[str, type[Shape]] = {
    "steps": Steps,
    "per_unit": PerUnit,
    "bands": Bands,
    "anchors": Anchors,
    "direct": Direct,
    "fatal": Fatal,
}
