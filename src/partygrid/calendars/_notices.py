"""
The national notices on days off: number, day and address of each.

Which days a notice arranges is not here: `partygrid.calendars` copies that from ``holidays``, and
the tests compare it, day by day, with a second package. Here stands what neither package knows:
since when each arrangement is known.

Stated: the notices of the General Office of the State Council for 2004 to 2026, each with the day
it became public, which may be later than the day at its foot: an arrangement is known from the
day it is public.

Limitations: the day on which the notices for 2004 and 2005 became public was not found; they are
taken to be known from the day at their foot, and that is marked as assumed. Numbers and days at
the foot of the notices for 2004, 2005, 2008 and 2009 were read second-hand.
"""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from partygrid.sources import Grade, Source

OFFICE: Final = "国务院办公厅"
"""
The office that issues them.
"""

_NEW_YEAR: Final = 12, 25


class Announcement(NamedTuple):
    """
    Say when a notice became known, and which it is.

    Args:
        known: The day it became public.
        source: The notice.
        dated_by: Where that day comes from, if it was guessed.
    """

    known: date
    source: Source
    dated_by: Source | None = None


def notice_year(day: date) -> int:
    """
    Give the year whose notice arranges a day: the end of December goes with the next New Year.
    """
    return day.year + ((day.month, day.day) >= _NEW_YEAR)


def _yearly(
    year: int,
    number: str,
    signed: date,
    *,
    link: str,
    public: date | None = None,
    guessed: bool = False,
    second_hand: bool = False,
) -> tuple[int, Announcement]:
    source = Source(
        key=f"cn-{year}",
        title=f"国务院办公厅关于{year}年部分节假日安排的通知",
        issuer=OFFICE,
        issued=signed,
        locator=f"国办发明电{number}{'（文号、成文日期据转引）' if second_hand else ''}",
        link=link,
        grade=Grade.PUBLISHED,
    )
    dated_by = None
    if guessed:
        dated_by = Source(
            key=f"cn-{year}-known",
            title="公布日期未见，假定为成文日期",
            grade=Grade.ASSUMED,
        )
    return year, Announcement(public or signed, source, dated_by)


YEARLY: Final = dict(
    (
        _yearly(
            2004,
            "〔2003〕53号",
            date(2003, 12, 18),
            guessed=True,
            second_hand=True,
            link="https://zh.wikisource.org/zh-hans/国务院办公厅关于2004年部分节假日安排的通知",
        ),
        _yearly(
            2005,
            "〔2004〕52号",
            date(2004, 12, 17),
            guessed=True,
            second_hand=True,
            link="https://www.055110.com/law/1/27150.html",
        ),
        _yearly(
            2006,
            "〔2005〕35号",
            date(2005, 12, 16),
            public=date(2005, 12, 22),
            link="http://www.gov.cn/jrzg/2005-12/22/content_133837.htm",
        ),
        _yearly(
            2007,
            "〔2006〕49号",
            date(2006, 12, 14),
            public=date(2006, 12, 18),
            link="http://www.gov.cn/fwxx/sh/2006-12/18/content_471877.htm",
        ),
        _yearly(
            2008,
            "〔2007〕52号",
            date(2007, 12, 15),
            public=date(2007, 12, 18),
            second_hand=True,
            link="http://www.gov.cn/zwgk/2007-12/18/content_837184.htm",
        ),
        _yearly(
            2009,
            "〔2008〕42号",
            date(2008, 12, 4),
            public=date(2008, 12, 10),
            second_hand=True,
            link="http://www.gov.cn/zwgk/2008-12/10/content_1174014.htm",
        ),
        _yearly(
            2010,
            "〔2009〕27号",
            date(2009, 12, 7),
            public=date(2009, 12, 8),
            link="http://www.gov.cn/zwgk/2009-12/08/content_1482691.htm",
        ),
        _yearly(
            2011,
            "〔2010〕40号",
            date(2010, 12, 9),
            public=date(2010, 12, 10),
            link="http://www.gov.cn/zwgk/2010-12/10/content_1762643.htm",
        ),
        _yearly(
            2012,
            "〔2011〕45号",
            date(2011, 12, 5),
            public=date(2011, 12, 6),
            link="http://www.gov.cn/zwgk/2011-12/06/content_2012097.htm",
        ),
        _yearly(
            2013,
            "〔2012〕33号",
            date(2012, 12, 8),
            public=date(2012, 12, 10),
            link="http://www.gov.cn/zwgk/2012-12/10/content_2286598.htm",
        ),
        _yearly(
            2014,
            "〔2013〕28号",
            date(2013, 12, 11),
            link="http://www.gov.cn/zwgk/2013-12/11/content_2546204.htm",
        ),
        _yearly(
            2015,
            "〔2014〕28号",
            date(2014, 12, 16),
            link="http://www.gov.cn/zhengce/content/2014-12/16/content_9302.htm",
        ),
        _yearly(
            2016,
            "〔2015〕18号",
            date(2015, 12, 10),
            link="http://www.gov.cn/zhengce/content/2015-12/10/content_10394.htm",
        ),
        _yearly(
            2017,
            "〔2016〕17号",
            date(2016, 12, 1),
            link="http://www.gov.cn/zhengce/content/2016-12/01/content_5141603.htm",
        ),
        _yearly(
            2018,
            "〔2017〕12号",
            date(2017, 11, 30),
            link="http://www.gov.cn/zhengce/content/2017-11/30/content_5243579.htm",
        ),
        _yearly(
            2019,
            "〔2018〕15号",
            date(2018, 12, 4),
            public=date(2018, 12, 6),
            link="http://www.gov.cn/zhengce/zhengceku/2018-12/06/content_5346276.htm",
        ),
        _yearly(
            2020,
            "〔2019〕16号",
            date(2019, 11, 21),
            link="http://www.gov.cn/zhengce/content/2019-11/21/content_5454164.htm",
        ),
        _yearly(
            2021,
            "〔2020〕27号",
            date(2020, 11, 25),
            link="http://www.gov.cn/zhengce/content/2020-11/25/content_5564127.htm",
        ),
        _yearly(
            2022,
            "〔2021〕11号",
            date(2021, 10, 25),
            link="http://www.gov.cn/zhengce/content/2021-10/25/content_5644835.htm",
        ),
        _yearly(
            2023,
            "〔2022〕16号",
            date(2022, 12, 8),
            link="http://www.gov.cn/zhengce/content/2022-12/08/content_5730844.htm",
        ),
        _yearly(
            2024,
            "〔2023〕7号",
            date(2023, 10, 25),
            link="https://www.gov.cn/zhengce/zhengceku/202310/content_6911528.htm",
        ),
        _yearly(
            2025,
            "〔2024〕12号",
            date(2024, 11, 12),
            link="https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm",
        ),
        _yearly(
            2026,
            "〔2025〕7号",
            date(2025, 11, 4),
            link="https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm",
        ),
    )
)
"""
The yearly notices, by the year that they arrange.
"""
