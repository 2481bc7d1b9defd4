"""What the quarter of 克州 comes to, worked out by hand from the clauses of 附件一 and 附件二."""

from tests.journeys.conftest import Figures

NOTHING = ("0.00", "0.00", "0.00")

# By staff number: fines, wage deductions, reward. Whoever is not named has 0.00 everywhere.
JULY = {
    # K03: late on the 3rd (told twice, counted once) and 8th, early on the 17th: 3 × 10; messy desk 10. Together 40.
    # K05: the night shift of 31 July missed: it belongs to July, 300. The pool of 一班: 340.
    # K01, K02 (annual leave is no fine) and K04 share: 34000 fen ÷ 3 = 11333, 1 left over for the first number.
    "K01": ("0.00", "0.00", "113.34"),
    "K02": ("0.00", "0.00", "113.33"),
    "K03": ("40.00", "0.00", "0.00"),
    "K04": ("0.00", "0.00", "113.33"),
    "K05": ("300.00", "0.00", "0.00"),
    # K07: forbidden words that the caller heard, 2000 instead of 1000; the leader K06 jointly 300. The pool: 2300.
    # K07's half day: 82.75 ÷ 2 = 41.375, half up 41.38. K08: 30 and 31 July, 2 × 82.75. K09: sick, 2 × 50.
    # K08, K09, K10 (leave is no fine) share: 230000 ÷ 3 = 76666, 2 left over.
    "K06": ("300.00", "0.00", "0.00"),
    "K07": ("2000.00", "41.38", "0.00"),
    "K08": ("0.00", "165.50", "766.67"),
    "K09": ("0.00", "100.00", "766.67"),
    "K10": ("0.00", "0.00", "766.66"),
    # K14 went on line on the 5th: the 14th is the tenth day, two misdispatched orders cost nothing; the 15th: 20.
    # K11 (uniform: recorded), K12 (waived) and K13 (withdrawn) were not fined: 2000 ÷ 3 = 666, 2 left over.
    "K11": ("0.00", "0.00", "6.67"),
    "K12": ("0.00", "0.00", "6.67"),
    "K13": ("0.00", "0.00", "6.66"),
    "K14": ("20.00", "0.00", "0.00"),
}
AUGUST = {
    # K05 is in 二班 on the month's last day, its fine of the 6th goes there. 一班: 10 ÷ 3 = 3.33, one fen left over.
    "K01": ("0.00", "0.00", "3.34"),
    # K02: two days of annual leave with 1 + 4 used: beyond the five days, personal leave 2 × 82.75.
    "K02": ("0.00", "165.50", "3.33"),
    "K03": ("10.00", "0.00", "0.00"),
    "K04": ("0.00", "0.00", "3.33"),
    # 二班: 10 + 200 = 210 among K06 … K09; K10 was fined and has left: 52.50 each. K08: 1 and 2 August.
    "K05": ("10.00", "0.00", "0.00"),
    "K06": ("0.00", "0.00", "52.50"),
    "K07": ("0.00", "0.00", "52.50"),
    "K08": ("0.00", "165.50", "52.50"),
    "K09": ("0.00", "0.00", "52.50"),
    "K10": ("200.00", "0.00", "0.00"),
    # 三班: shirking 500 with one unpaid day 82.75; two omissions 2 × 20. 540 ÷ 2 = 270.
    "K11": ("500.00", "82.75", "0.00"),
    "K12": ("0.00", "0.00", "270.00"),
    "K13": ("40.00", "0.00", "0.00"),
    "K14": ("0.00", "0.00", "270.00"),
}
SEPTEMBER = {
    # 一班: K02 late and early 2 × 10, K03 two days absent 2 × 300: 620 ÷ 2 = 310.
    "K01": ("0.00", "0.00", "310.00"),
    "K02": ("20.00", "0.00", "0.00"),
    "K03": ("600.00", "0.00", "0.00"),
    "K04": ("0.00", "0.00", "310.00"),
    # 二班: the leader's own words, 2000, nobody jointly: 2000 ÷ 4 = 500.
    "K05": ("0.00", "0.00", "500.00"),
    "K06": ("2000.00", "0.00", "0.00"),
    "K07": ("0.00", "0.00", "500.00"),
    "K08": ("0.00", "0.00", "500.00"),
    "K09": ("0.00", "0.00", "500.00"),
    # 三班: a call refused 1000 (appealed: it stands until decided), a meeting missed 200: 1200 ÷ 2 = 600.
    "K11": ("0.00", "0.00", "600.00"),
    "K12": ("1000.00", "0.00", "0.00"),
    "K13": ("200.00", "0.00", "0.00"),
    "K14": ("0.00", "0.00", "600.00"),
}
# What 20 % of 3600 (720) and the minimum wage of 1750 say: 2041.38 off leaves 1558.62, 2000 off leaves 1600.
# K08 asked on the 24th for four days from the 30th: above three days a week is due, six were given.
CAUTIONS = {
    "2025-07": {
        "K07": {"over_20_percent", "below_minimum_wage"},
        "K08": {"late_leave_request"},
        "K09": {"sick_leave_documents"},
    },
    "2025-08": {},
    "2025-09": {"K03": {"withheld_pay"}, "K06": {"over_20_percent", "below_minimum_wage"}, "K12": {"over_20_percent"}},
}
CONSEQUENCES = {
    "2025-07": {"K07": ("dismissal",)},
    "2025-08": {},
    # K13's second missed activity of the term: one stands in the opening record.
    "2025-09": {"K03": ("malicious_resignation",), "K06": ("dismissal",), "K13": ("dismissal",)},
}
# K03 three times late or early in July; absence, personal leave and the excess of annual leave; sick leave is not.
LOST = {"2025-07": {"K03", "K05", "K07", "K08"}, "2025-08": {"K02", "K08"}, "2025-09": {"K03"}}
POOLS = {
    "2025-07": {"一班": "340.00", "二班": "2300.00", "三班": "20.00"},
    "2025-08": {"一班": "10.00", "二班": "210.00", "三班": "540.00"},
    "2025-09": {"一班": "620.00", "二班": "2000.00", "三班": "1200.00"},
}
# Our own view of the quarter, line by line.
LINES = {
    "connect_rate": "9.9",  # 9987 of 10000: 99.87 %, 0.13 below: one whole step of 0.1
    "connect_timely": "3.3",  # 9538 of 10000: 95.38 %, 0.38 above: three whole steps, 3 + 0.3
    "complaints": "1",  # July 1, August 2, September 0: one above one, 2 − 1
    "immediate_answer": "0.5",  # one, 1 − 0.5
    "ticket_24h": "0.7",  # 4.5 h two steps, 1.9 h none, 2 h one: 1 − 0.3
    "round_the_clock": "2",  # one notice, 3 − 1
    "ticket_quality": "9.3",  # seven, 10 − 0.7
    "dispatch_accuracy": "9.5",  # 2963 of 3000: 98.766… %, 0.233… below: 0.2; and three misdispatched, 0.3
    "callback_rate": "10",  # 2999 of 3000: 0.033… below, no whole step
    "callback_records": "2.6",  # two, 3 − 0.4
    "callback_feedback": "1",  # one logged, one obligation confirmed as missed: 2 − 2 × 0.5
    "organisation": "2",
    "attendance_filing": "1.5",  # July's proved, August's unproven (nothing), September's confirmed: 2 − 0.5
    "training_filing": "2",
    "internal_rules": "2",
    "stability": "1.5",  # one, 2 − 0.5
    "appraisal_method": "3",
    "appraisal_filing": "3",
    "skill_inspection": "4",
    "record_keeping": "4.5",  # one, 5 − 0.5
    "record_lookup": "3",
    "study": "3",
    "performance_filing": "2",
    "data_integrity": "2",
    "service_attitude": "4",
    "monthly_scoring": "3",
    "spot_check": "2.5",  # one, 3 − 0.5
}
# 9.9 + 3.3 + 1 + 0.5 + 0.7 + 2 = 17.4; + 9.3 + 9.5 = 36.2; + 10 + 2.6 + 1 = 49.8; + 2 + 1.5 + 2 + 2 + 1.5 = 58.8;
# + 3 + 3 + 4 = 68.8; + 4.5 + 3 + 3 + 2 + 2 = 83.3; + 4 + 3 + 2.5 = 92.8. Between 85 and 94: 90 %.
# Base: 4400 × (14 + 13 + 13) = 176000; 10 % off 17600; 158400.
OWN = Figures("92.8", "176000.00", "17600.00", "158400.00", {}, frozenset())
# The client: notices 2.5 of 3, inspections 3.5 of 4, attitude 3.5 of 4; a fourth misdispatched order, 0.1. −1.6.
THEIRS = OWN._replace(score="91.2")
