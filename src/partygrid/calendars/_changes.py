"""
What was changed after a yearly notice, and the rule behind the five-day week.

Stated: the three changes of national days off made since 2004, each known from the day it became
public.

Limitations: the change of 2020 names only the new end of the holiday; that 1 February, a make-up
day until then, was a day off follows from it. No other change on national level was found.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from partygrid.calendars._notices import OFFICE, Announcement
from partygrid.sources import Grade, Source


class Change(NamedTuple):
    """
    Hold a change that was made to the arrangement of a year.

    Args:
        year: The year.
        announcement: The notice that made it.
        days: The days that it names and that are more than days of their week since.
        worked_before: Those of them that the yearly notice had made make-up days.
    """

    year: int
    announcement: Announcement
    days: frozenset[date]
    worked_before: tuple[date, ...] = ()


def _change(
    year: int, number: str, title: str, signed: date, *, link: str, public: date, locator: str = ""
) -> Announcement:
    source = Source(
        key=f"cn-{year}-change",
        title=title,
        issuer=OFFICE if number.startswith("国办") else "国务院",
        issued=signed,
        locator=number + locator,
        link=link,
        grade=Grade.PUBLISHED,
    )
    return Announcement(public, source)


CHANGES: Final = (
    Change(
        2015,
        _change(
            2015,
            "国发明电〔2015〕1号",
            "国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知",
            date(2015, 5, 13),
            public=date(2015, 5, 13),
            link="http://www.gov.cn/zhengce/content/2015-05/13/content_9742.htm",
        ),
        frozenset({date(2015, 9, 3), date(2015, 9, 4), date(2015, 9, 6)}),
    ),
    Change(
        2019,
        _change(
            2019,
            "国办发明电〔2019〕3号",
            "国务院办公厅关于调整2019年劳动节假期安排的通知",
            date(2019, 3, 22),
            public=date(2019, 3, 22),
            link="http://www.gov.cn/zhengce/content/2019-03/22/content_5375877.htm",
        ),
        frozenset(
            {date(2019, 4, 28), date(2019, 5, 2), date(2019, 5, 3), date(2019, 5, 5)},
        ),
    ),
    Change(
        2020,
        _change(
            2020,
            "国办发明电〔2020〕1号",
            "国务院办公厅关于延长2020年春节假期的通知",
            date(2020, 1, 26),
            public=date(2020, 1, 27),
            link="http://www.gov.cn/zhengce/content/2020-01/27/content_5472352.htm",
            locator="；2月1日不再上班，由延长至2月2日推得",
        ),
        frozenset({date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 2)}),
        worked_before=(date(2020, 2, 1),),
    ),
)
"""
The changes made after a yearly notice.
"""

WEEK: Final = Announcement(
    date(1995, 3, 25),
    Source(
        key="cn-week",
        title="国务院关于职工工作时间的规定（1995年修订）",
        issuer="国务院",
        issued=date(1995, 3, 25),
        locator="第七条、第九条（国家机关、事业单位）",
        link="https://github.com/LawRefBook/Laws/blob/master/行政法规/"
        "国务院关于职工工作时间的规定(1995-03-25).md",
        grade=Grade.PUBLISHED,
    ),
)
"""
The rule that made Saturday and Sunday the days of rest of offices.
"""

WEEK_START: Final = date(1995, 5, 1)
"""
The day from which that rule is in force.
"""
