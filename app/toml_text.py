"""A rule file's bytes → its data, or faults that say in plain words what is wrong and on which line."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.errors import Fault

BOM = b"\xef\xbb\xbf"
WIDE = {"＝": "=", "“": '"', "”": '"', "‘": "'", "’": "'", "，": ",", "［": "[", "］": "]", "【": "[", "】": "]",
        "｛": "{", "｝": "}", "＃": "#", "。": ".", "．": ".", "：": ":", "＂": '"', "　": " "}  # fmt: skip
_TEXTS = re.compile(r'"""(?:.|\n)*?"""|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*')
_WHERE = re.compile(r" \(at line (\d+), column (\d+)\)")
_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?")
_KEY = re.compile(r"\s*([A-Za-z0-9_\-]+|\"[^\"]+\")\s*=")


def read_toml(file: Path, faults: list[Fault], name: str = "") -> dict[str, Any] | None:
    """The data of a rule file; None with faults where it cannot be read."""
    name = name or file.name
    try:
        raw = file.read_bytes()
    except OSError as error:
        faults.append(Fault("", str(file.name), f"读不出这个文件：{error.strerror}", name))
        return None
    text = _decode(raw, name, faults)
    if text is None:
        return None
    wide = _wide(text, name)
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        faults.extend(wide or [_broken(str(error), text, name)])
        return None
    return data


def _decode(raw: bytes, name: str, faults: list[Fault]) -> str | None:
    if raw.startswith(BOM):
        reason = "文件以 BOM 开头；请另存为“UTF-8（无 BOM）”"
        faults.append(Fault("", "BOM", reason, name, 1))
        raw = raw[len(BOM) :]
    try:
        return raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        looks = "GBK（ANSI）" if _is_gbk(raw) else "别的编码"
        reason = f"不是 UTF-8，看起来是 {looks}；请用记事本另存为 UTF-8"
        faults.append(Fault("", raw[error.start : error.end].hex(" "), reason, name, line))
        return None


def _is_gbk(raw: bytes) -> bool:
    try:
        return bool(raw.decode("gbk"))
    except UnicodeDecodeError:
        return False


def _wide(text: str, name: str) -> list[Fault]:
    """Full-width punctuation outside quoted texts and comments."""
    bare = _TEXTS.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return [
        Fault("", sign, f"这里要用半角的 {WIDE[sign]}，不是全角的 {sign}", name, number)
        for number, line in enumerate(bare.split("\n"), 1)
        for sign in dict.fromkeys(line)
        if sign in WIDE
    ]


def _broken(message: str, text: str, name: str) -> Fault:
    where = _WHERE.search(message)
    line = int(where[1]) if where else text.count("\n") + 1
    lines = text.split("\n")
    shown = lines[line - 1].strip() if line <= len(lines) else ""
    reason = f"TOML 写法有误（{_WHERE.sub('', message)}）；检查引号、括号、等号是否成对，键是否重复"
    return Fault("", shown or "（文件末尾）", reason, name, line)


def line_of(text: str, path: str) -> int:
    """The line where a key path such as `indicator[3].parts[0].target` stands, or its nearest parent's."""
    lines = _lines(text)
    while path:
        if path in lines:
            return lines[path]
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return 0


def _lines(text: str) -> dict[str, int]:
    """Where each table and key stands; members of a list by the lines that open them."""
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix, array, member = "", "", 0
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.fullmatch(line.split("#")[0].rstrip()):
            prefix, array = _enter(header[1] == "[[", header[2], counts), ""
            found[prefix] = number
        elif not array and (key := _KEY.match(line)):
            name = key[1].strip('"')
            path = f"{prefix}.{name}" if prefix else name
            found[path] = number
            array, member = (path, 0) if line.rstrip().endswith("[") else ("", 0)
        elif array and line.strip().startswith("]"):
            array = ""
        elif array and line.strip().startswith("{"):
            found[f"{array}[{member}]"] = number
            member += 1
    return found


def _enter(is_array: bool, name: str, counts: dict[str, int]) -> str:
    parent, _, last = name.rpartition(".")
    if parent in counts:
        name = f"{parent}[{counts[parent] - 1}].{last}"
    if not is_array:
        return name
    counts[name] = counts.get(name, 0) + 1
    return f"{name}[{counts[name] - 1}]"
