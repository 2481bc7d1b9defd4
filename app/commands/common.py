"""What the commands share: reading a file or standard input, writing UTF-8 whatever the console, faults out."""

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from app.errors import Fault, Refused
from app.json_text import parse_json, write_json
from app.reader import NOTHING, Number, shown

OK, SOME_BAD, BAD = 0, 1, 2


def read_source(name: str) -> Any:
    """The JSON value of a file, or of standard input for `-`."""
    if name == "-":
        return parse_json(sys.stdin.buffer.read())
    try:
        raw = Path(name).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "文件名不合法"
        raise Refused([Fault("文件", name, f"读不出：{reason}")]) from error
    return parse_json(raw)


def write(value: Any) -> None:
    """JSON on standard output."""
    sys.stdout.buffer.write(write_json(value))
    sys.stdout.buffer.flush()


def complain(faults: Iterable[Fault | str]) -> None:
    """One line per fault on standard error."""
    text = "".join(f"{fault}\n" for fault in dict.fromkeys(str(fault) for fault in faults))
    sys.stderr.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stderr.buffer.flush()


def each(source: Any, work: Callable[[Mapping[str, Any]], Any]) -> int:
    """Works on one object of facts, or on every member of an array, the bad ones answered in their place."""
    if not isinstance(source, list):
        write(work(checked(source)))
        return OK
    answers: list[Any] = []
    code = OK
    for at, member in enumerate(cast("list[Any]", source)):
        try:
            answers.append(work(checked(member)))
        except Refused as refused:
            answers.append({"error": "\n".join(str(fault) for fault in refused.faults)})
            complain(f"[{at}].{fault}" for fault in refused.faults)
            code = SOME_BAD
    write(answers)
    return code


def checked(value: Any) -> Mapping[str, Any]:
    """An object with a scheme; anything else is refused."""
    if not isinstance(value, Mapping):
        raise Refused([Fault("JSON", shown(value), "应为一个事实对象，或事实对象的数组")])
    return cast("Mapping[str, Any]", value)


def scheme_name(facts: Mapping[str, Any], kinds: str) -> str:
    """The scheme that facts name."""
    name = facts.get("scheme")
    if not isinstance(name, str) or isinstance(name, Number) or not name.strip():
        raise Refused([Fault("scheme", shown(name) if "scheme" in facts else NOTHING, kinds)])
    return name
