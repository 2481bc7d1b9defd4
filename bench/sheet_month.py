"""The month as an Excel workbook, computed by pycel and by formulas."""

from collections.abc import Callable
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from typing import Any

from bench.by_hand import GATED
from bench.plain import Plain, binary

NAMES = [*GATED, "participation_satisfaction", "rank_a", "rank_province", "days"]
ROWS = {name: row for row, name in enumerate(NAMES, 1)}
Cells = dict[str, float]
Run = Callable[[Cells], tuple[float, float]]


def write_book(file: Path) -> Path:
    """A sheet as a manager would build it: value, second value, points and how, a row a line; the sums in G.

    Excel counts in binary, which does no harm here: a gap that is a whole number comes from a whole percentage.
    """
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "S"
    for name, row in ROWS.items():
        sheet[f"A{row}"], sheet[f"B{row}"] = 95, 1
        if name in GATED:
            target, full = GATED[name]
            _steps(sheet, row, f"{target}-A{row}", f"OR(D{row}<=0,B{row}=0)", "0.5", int(full))
    row = ROWS["participation_satisfaction"]
    _steps(sheet, row, f"95-A{row}", f"D{row}<=0", f"0.05*B{row}", 12)
    _sums(sheet)
    book.save(file)
    return file


def _steps(sheet: Any, row: int, gap: str, spared: str, rest: str, full: int) -> None:
    """Gap, whole steps, rest and points, a column each."""
    sheet[f"D{row}"] = f"={gap}"
    sheet[f"E{row}"] = f"=INT(D{row})"
    sheet[f"F{row}"] = f"=D{row}-E{row}"
    sheet[f"C{row}"] = f"=IF({spared},{full},MAX(0,{full}-(E{row}+IF(F{row}>0,{rest},0))))"


def _sums(sheet: Any) -> None:
    row = ROWS["rank_a"]
    sheet[f"C{row}"] = f"=IF(A{row}=1,4,IF(A{row}=2,0,-4))"
    row = ROWS["rank_province"]
    bands = f"IF(A{row}<=10,0,IF(A{row}<=13,-2,IF(A{row}<=15,-4,-6)))"
    sheet[f"C{row}"] = f"=IF(A{row}<=3,6,IF(A{row}<=5,4,IF(A{row}<=7,2,{bands})))"
    sheet["G1"] = f"=SUM(C1:C{row})"
    row = ROWS["days"]
    sheet["G2"] = f"=IF(G1>=80,0,ROUND(683257.6/12*(80-G1)/100*A{row}/B{row},2))"


def cells(month: Plain) -> Cells:
    """The month's values by cell."""
    found: Cells = {f"A{ROWS[name]}": binary(value) for name, (value, _) in month.rates.items()}
    found |= {f"B{ROWS[name]}": 1.0 if month.rates[name][1] else 0.0 for name in GATED}
    row = ROWS["days"]
    found |= {f"A{row}": month.days, f"B{row}": month.of_days}
    found |= {f"A{ROWS['rank_a']}": month.rank_a or 0, f"A{ROWS['rank_province']}": month.rank_province or 0}
    return found | {f"B{ROWS['participation_satisfaction']}": month.orders or 0}


def pycel_run(file: Path) -> Run:
    """A function that sets the cells and reads score and deduction with pycel."""
    from pycel import ExcelCompiler

    compiler: Any = ExcelCompiler(filename=str(file))
    compiler.evaluate("S!G2")

    def run(values: Cells) -> tuple[float, float]:
        for cell, value in values.items():
            compiler.set_value(f"S!{cell}", value)
        return compiler.evaluate("S!G1"), compiler.evaluate("S!G2")

    return run


def formulas_run(file: Path, names: list[str]) -> Run:
    """A function of the named cells that computes score and deduction with formulas, compiled: its fastest way."""
    import formulas

    with redirect_stderr(StringIO()):  # its progress bar
        model: Any = formulas.ExcelModel().loads(str(file)).finish()
    place = f"'[{file.name}]S'!"
    compute: Any = model.compile([f"{place}{name}" for name in names], [f"{place}G1", f"{place}G2"])

    def run(values: Cells) -> tuple[float, float]:
        score, deduction = compute(*(values[name] for name in names))
        return float(score.value[0, 0]), float(deduction.value[0, 0])

    return run
