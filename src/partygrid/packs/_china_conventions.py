"""
How national law counts: one convention for each rule on periods that service limits use.

Only what a law says is its own. Most laws name a unit and no more; what they leave open follows
the Civil Code as the general law (its art. 204 lets other laws differ), and the locator of the
source says so wherever that is done.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from partygrid.labels import Label
from partygrid.sources import Grade, Source
from partygrid.worktime import Convention, EndRule, LimitUnit, RollRule, StartRule

_LAWS: Final = "https://github.com/LawRefBook/Laws/blob/master"
_DAYS: Final = (LimitUnit.CALENDAR_DAY, LimitUnit.MONTH, LimitUnit.YEAR)
_CIVIL: Final = "起算、截止本文未规定，依民法典第二百零一条、第二百零三条"


def _law(key: str, title: str, *, issued: date, locator: str, path: str) -> Source:
    return Source(
        key=key,
        title=title,
        issued=issued,
        locator=locator,
        link=f"{_LAWS}/{path}",
        grade=Grade.PUBLISHED,
    )


def _civil_code(key: str, locator: str) -> Source:
    return _law(
        key,
        "中华人民共和国民法典",
        issued=date(2020, 5, 28),
        locator=locator,
        path="民法典/总则.md",
    )


def _civil_procedure(key: str, locator: str) -> Source:
    return _law(
        key,
        "中华人民共和国民事诉讼法（2023年修正）",
        issued=date(2023, 9, 1),
        locator=locator,
        path="诉讼与非诉讼程序法/民事诉讼法(2023-09-01).md",
    )


def _petition(key: str, locator: str) -> Source:
    return _law(
        key,
        "信访工作条例",
        issued=date(2022, 2, 25),
        locator=locator,
        path="行政法规/信访工作条例(2022-02-25).md",
    )


def _days(
    key: str, label: Label, source: Source, *, end: EndRule = EndRule.CLOSE_OF_BUSINESS
) -> Convention:
    return Convention(
        key=key,
        label=label,
        units=_DAYS,
        start=StartRule.AFTER_STARTING_DAY,
        roll=RollRule.FORWARD,
        end=end,
        source=source,
    )


def _working_days(key: str, label: Label, source: Source) -> Convention:
    return Convention(
        key=key,
        label=label,
        units=(LimitUnit.WORKING_DAY,),
        start=StartRule.AFTER_STARTING_DAY,
        roll=RollRule.NONE,
        end=EndRule.CLOSE_OF_BUSINESS,
        source=source,
    )


def _hours(key: str, label: Label, source: Source, *, start: StartRule) -> Convention:
    return Convention(
        key=key,
        label=label,
        units=(LimitUnit.HOUR,),
        start=start,
        roll=RollRule.NONE,
        end=EndRule.AT_INSTANT,
        source=source,
    )


def conventions() -> tuple[Convention, ...]:
    """
    Make the conventions.
    """
    return (*_general(), *_administrative(), *_of_petitions())


def _general() -> tuple[Convention, ...]:
    return (
        _days(
            "civil_code_days",
            Label("民法典：日、月、年，停止业务时截止", "Civil Code: days, to close of business"),
            _civil_code("civil-code-days", "第二百零一条第一款、第二百零二条、第二百零三条"),
        ),
        _days(
            "civil_code_days_24h",
            Label(
                "民法典：日、月、年，二十四时截止", "Civil Code: days, to 24:00 of the last day"
            ),
            _civil_code(
                "civil-code-days-24h",
                "第二百零一条第一款、第二百零二条、第二百零三条（没有业务时间的）",
            ),
            end=EndRule.END_OF_DAY,
        ),
        _hours(
            "civil_code_hours",
            Label("民法典：小时，不顺延", "Civil Code: hours, which do not move"),
            _civil_code(
                "civil-code-hours",
                "第二百零一条第二款；第二百零三条的顺延只及于最后一日，不及于小时",
            ),
            start=StartRule.FROM_INSTANT,
        ),
        _hours(
            "civil_procedure_hours",
            Label("民事诉讼法：时，不顺延", "Civil Procedure Law: hours, which do not move"),
            _civil_procedure(
                "civil-procedure-hours", "第八十五条第二款；第三款的顺延只及于最后一日，不及于时"
            ),
            start=StartRule.AFTER_STARTING_HOUR,
        ),
        _days(
            "civil_procedure_days",
            Label("民事诉讼法：日、月、年", "Civil Procedure Law: days, months and years"),
            _civil_procedure(
                "civil-procedure-days",
                "第八十五条第二款、第三款；截止时刻未规定，期满前交邮的不算过期（第四款），"
                "取民法典第二百零三条的二十四时",
            ),
            end=EndRule.END_OF_DAY,
        ),
    )


def _administrative() -> tuple[Convention, ...]:
    return (
        _working_days(
            "licensing_days",
            Label("行政许可法：工作日", "Administrative Licensing Law: working days"),
            _law(
                "licensing-days",
                "中华人民共和国行政许可法（2019年修正）",
                issued=date(2019, 4, 23),
                locator=f"第八十二条；{_CIVIL}",
                path="行政法/行政许可法(2019-04-23).md",
            ),
        ),
        _working_days(
            "penalty_days",
            Label(
                "行政处罚法：二、三、五、七日指工作日",
                "Administrative Penalty Law: 2, 3, 5 and 7 days are working days",
            ),
            _law(
                "penalty-days",
                "中华人民共和国行政处罚法（2021年修订）",
                issued=date(2021, 1, 22),
                locator=f"第八十五条；{_CIVIL}",
                path="行政法/行政处罚法(2021-01-22).md",
            ),
        ),
        _working_days(
            "review_days",
            Label(
                "行政复议法：三、五、七、十日指工作日",
                "Administrative Reconsideration Law: 3, 5, 7 and 10 days are working days",
            ),
            _law(
                "review-days",
                "中华人民共和国行政复议法（2023年修订）",
                issued=date(2023, 9, 1),
                locator="第八十八条；起算依其第一款适用民事诉讼法第八十五条，"
                "截止时刻两法未规定，依民法典第二百零三条",
                path="诉讼与非诉讼程序法/行政复议法(2023-09-01).md",
            ),
        ),
    )


def _of_petitions() -> tuple[Convention, ...]:
    return (
        _days(
            "petition_days",
            Label("信访工作条例：日（自然日）", "Petition regulations: calendar days"),
            _petition(
                "petition-days",
                "第二十二条、第二十三条、第三十四条至第三十六条的“日”；"
                "起算、顺延、截止本文未规定，依民法典第二百零一条至第二百零三条",
            ),
        ),
        _working_days(
            "petition_working_days",
            Label("信访工作条例：工作日", "Petition regulations: working days"),
            _petition("petition-working-days", f"第二十三条的“工作日”；{_CIVIL}"),
        ),
    )
