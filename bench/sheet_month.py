"""The month as an Excel workbook, computed by pycel and by formulas."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.by_hand import FULL
from bench.month import Plain, decimal

NAMES = [*FULL, "participation", "rank_a", "rank_province", "days"]
ROWS = {name: row for row, name in enumerate(NAMES, 1)}
LAST = len(NAMES)


def write_book(file: Path) -> None:
    """A sheet as a careful manager would build it: value, second value, points; score and deduction below."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "S"
    for name, row in ROWS.items():
        sheet[f"A{row}"], sheet[f"B{row}"] = 95, 1
        if name in FULL:
            target, full = FULL[name]
            _steps(sheet, row, target, f"OR(D{row}<=0,B{row}=0)", ("0.5", full))
    row = ROWS["participation"]
    _steps(sheet, row, 95, f"D{row}<=0", (f"0.05*B{row}", 12))
    row = ROWS["rank_a"]
    sheet[f"C{row}"] = f"=IF(A{row}=1,4,IF(A{row}=2,0,-4))"
    row = ROWS["rank_province"]
    bands = f"IF(A{row}<=10,0,IF(A{row}<=13,-2,IF(A{row}<=15,-4,-6)))"
    sheet[f"C{row}"] = f"=IF(A{row}<=3,6,IF(A{row}<=5,4,IF(A{row}<=7,2,{bands})))"
    sheet["G1"] = f"=SUM(C1:C{ROWS['rank_province']})"
    row = ROWS["days"]
    sheet["G2"] = f"=IF(G1>=80,0,ROUND(683257.6/12*(80-G1)/100*A{row}/B{row},2))"
    book.save(file)


def _steps(sheet: Any, row: int, target: int, spared: str, price: tuple[str, int]) -> None:
    """Gap, whole steps, rest and points, a column each. A gap is rounded, as Excel users learn to do."""
    rest, full = price
    sheet[f"D{row}"] = f"=ROUND({target}-A{row},9)"
    sheet[f"E{row}"] = f"=INT(D{row})"
    sheet[f"F{row}"] = f"=D{row}-E{row}"
    sheet[f"C{row}"] = f"=IF({spared},{full},MAX(0,{full}-(E{row}+IF(F{row}>0.0000001,{rest},0))))"


def cells(month: Plain) -> dict[str, float]:
    """The month's values by cell."""
    found: dict[str, float] = {}
    for name, (value, deducted) in month.rates.items():
        found[f"A{ROWS[name]}"], found[f"B{ROWS[name]}"] = float(decimal(value)), 1.0 if deducted else 0.0
    row = ROWS["participation"]
    found[f"A{row}"], found[f"B{row}"] = float(decimal(month.participation)), float(month.orders or 0)
    found[f"A{ROWS['rank_a']}"], found[f"A{ROWS['rank_province']}"] = month.rank_a, month.rank_province
    found[f"A{ROWS['days']}"], found[f"B{ROWS['days']}"] = month.days, month.of_days
    return found


def pycel_run(file: Path) -> Callable[[dict[str, float]], tuple[float, float]]:
    """A function that sets the cells and reads score and deduction with pycel."""
    from pycel import ExcelCompiler

    compiler: Any = ExcelCompiler(filename=str(file))
    compiler.evaluate("S!G2")

    def run(values: dict[str, float]) -> tuple[float, float]:
        for cell, value in values.items():
            compiler.set_value(f"S!{cell}", value)
        return compiler.evaluate("S!G1"), compiler.evaluate("S!G2")

    return run


def formulas_run(file: Path) -> Callable[[dict[str, float]], tuple[float, float]]:
    """A function that sets the cells and reads score and deduction with formulas."""
    import formulas

    model: Any = formulas.ExcelModel().loads(str(file)).finish()
    book = f"'[{file.name}]S'!"

    def run(values: dict[str, float]) -> tuple[float, float]:
        inputs = {f"{book}{cell}": value for cell, value in values.items()}
        solution = model.calculate(inputs=inputs, outputs=[f"{book}G1", f"{book}G2"])
        score, deduction = (float(solution[f"{book}{cell}"].value[0, 0]) for cell in ("G1", "G2"))
        return score, deduction

    return run
