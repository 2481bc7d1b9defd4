"""The pages: what each is called, its icon, and where its class is; a page is imported when it is first opened."""

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the navigation."""

    key: str
    title: str
    icon: str
    module: str
    words: str

    def open(self, workspace: "Workspace") -> Any:
        """The page itself: a widget with the signals `why_requested` and `go_requested`."""
        return import_module(f"ui.pages.{self.module}.page").Page(workspace)


PAGES = (
    Entry("overview", "总览", "home", "overview", "得分、结算、丢分、待办与走势"),
    Entry("indicators", "指标", "bars", "indicators", "录入每一项指标，看它怎样得分"),
    Entry("attendance", "考勤", "calendar-grid", "attendance", "人员 × 日期：一键录入，排班，请假"),
    Entry("incidents", "事件", "warning", "incidents", "一行登记，核实、申诉、定案，证据与关联"),
    Entry("training", "培训", "cap", "training", "计划、签到、每人课时、上岗资格，证明哪些义务"),
    Entry("people", "人员", "people", "people", "名单、班组、岗位与合同对照，流失率，进出，缺一人的代价"),
    Entry("fines", "扣罚", "yen-note", "fines", "按人按班组：条款、分配、评分、扣发、送达与申诉"),
    Entry("closing", "结算", "wallet", "closing", "自评、复核、送签、签认、定稿；各期应付与承诺"),
    Entry("forms", "表单", "document", "forms", "本期的每一张表：预览、打印、PDF、Excel、月结包"),
    Entry("obligations", "义务", "check-calendar", "obligations", "应报应办的事：日历、凭据、未办的后果"),
)


def entry(key: str) -> Entry:
    """A page by key."""
    return next(one for one in PAGES if one.key == key)
