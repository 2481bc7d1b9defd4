"""The command: a summary on standard output, progress on standard error, nothing over a file."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from app.commands.demo import run
from app.errors import Refused


def arguments(store: Path) -> Namespace:
    return Namespace(store=str(store), years=1, people=3, seed=5)


def test_it_tells_what_it_built(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    store = tmp_path / "demo.hotline"
    assert run(arguments(store)) == 0
    out, err = capfdbinary.readouterr()
    told = json.loads(out)
    assert told["store"] == "demo.hotline"
    assert told["projects"][0]["people"] == 3
    assert told["entries"] > 50
    assert "准备剧本…" in err.decode()
    assert store.is_file()
    with pytest.raises(Refused, match="文件已存在"):
        run(arguments(store))
