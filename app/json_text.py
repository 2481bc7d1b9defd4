"""Strict JSON: numbers stay literals, keys stand once, a BOM is accepted; and JSON out again."""

import json
from collections import Counter
from typing import Any

from app.errors import Fault, Refused
from app.reader import Number, Pairs


def parse_json(raw: bytes) -> Any:
    """The value of a JSON text; refused with the place where it breaks."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(raw[error.start : error.end].hex(" "), f"第 {error.start} 字节起不是 UTF-8") from error
    try:
        return json.loads(text, parse_int=Number, parse_float=Number, parse_constant=Number, object_pairs_hook=_pairs)
    except json.JSONDecodeError as error:
        shown = text[error.pos : error.pos + 20].split("\n")[0] or "（末尾）"
        raise _refused(shown, f"第 {error.lineno} 行第 {error.colno} 列不是正确的 JSON") from error
    except RecursionError as error:
        raise _refused("…", "嵌套过深") from error


def write_json(value: Any) -> bytes:
    """A value as UTF-8 JSON, one line for machines to split, Chinese as it is."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _pairs(members: list[tuple[str, object]]) -> Pairs:
    found = Pairs(members)
    if len(found) < len(members):
        found.twice = tuple(key for key, count in Counter(key for key, _ in members).items() if count > 1)
    return found


def _refused(value: str, reason: str) -> Refused:
    return Refused([Fault("JSON", value, reason)])
