"""Fields by path, `months.2025-07.hits`, to the nested tables and lists of the facts, and back."""

from collections.abc import Iterable, Mapping
from typing import Any, cast


def nested(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Nested tables from paths; a table whose keys are places is a list."""
    found: dict[str, Any] = {}
    for path, value in pairs:
        put(found, path, value)
    return {key: _listed(value) for key, value in found.items()}


def put(table: dict[str, Any], path: str, value: Any) -> None:
    """Sets a value at a path."""
    *owners, last = path.split(".")
    for name in owners:
        inner = table.get(name)
        table[name] = inner = cast("dict[str, Any]", inner) if isinstance(inner, dict) else {}
        table = inner
    table[last] = value


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    table = {key: _listed(inner) for key, inner in cast("dict[str, Any]", value).items()}
    if table and all(key.isdigit() for key in table) and _counts(table):
        return [table[key] for key in sorted(table, key=int)]
    return table


def _counts(table: Mapping[str, Any]) -> bool:
    """Whether the keys are places in a list: staff numbers are digits too, but name one value a person."""
    return all(isinstance(inner, dict) for inner in table.values()) or {*table} == {str(at) for at in range(len(table))}


def flat(table: Mapping[str, Any], above: str = "") -> Iterable[tuple[str, Any]]:
    """Every value with its path."""
    for key, value in table.items():
        path = f"{above}.{key}" if above else key
        if isinstance(value, Mapping):
            yield from flat(cast("Mapping[str, Any]", value), path)
        else:
            yield path, value
