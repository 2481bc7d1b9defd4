"""What the contract says of a request for leave, in lines."""

from app.exact import show, told_money
from app.ledger.leave_advice import Advice


def advice_lines(advice: Advice) -> list[str]:
    """What the contract says of a request, line by line."""
    told = [f"共 **{show(advice.days)} 天**（排了班的按排班，其余按日历）"]
    if advice.approver:
        told.append(f"审批：**{advice.approver}**（{advice.clause}）")
    if advice.beyond:
        told.append(f"**超出额度 {show(advice.beyond)} 天**，按事假计")
    if advice.unpaid_fen:
        told.append(f"扣减工资 **{told_money(advice.unpaid_fen)} 元**")
    told += [f"\n⚠ {one}" for one in advice.cautions]
    if advice.approver and not advice.cautions:
        told.append("提前天数、额度与材料没有要提醒的")
    if not advice.approver:
        told.append("本合同没有写明请假的提前天数与审批权限")
    return told
