"""
新疆维吾尔自治区 (Xinjiang): days off for festivals, and office hours.

Sources: the notices of the region's government office, read in reprints. Since 2012 the days are
off for everybody who works in the region (自治区人民政府令第174号: 1 day at 肉孜节, 3 at 古尔邦节);
before that they were not, and nothing before 2012 is here.

Stated: both festivals of 2022, 2023, 2025 and 2026, which settles these years; one festival each
of 2013, 2014 and 2016, which settles no more than its days. In 2014 the region let two national
make-up days be days of rest; in 2016 it had a make-up day of its own. Only days that differ from
the national calendar are entered: weekends in a run of days off are days of rest anyway. Where a
notice does not say which days are the festival's own and which are exchanged, all are entered as
days off for the festival. Office hours of 2022 from 1 May on and of 2023.

Limitations: of 2024 only second-hand lists of days are at hand, and of 2012, 2015 and 2017 to
2021 nothing: these years are not settled. The notices of 2022, 2025 and 2026 were read without
their day of announcement, which is guessed, never too early by intent, and said to be. The
notices give hours "from 1 May" and "from 1 October", without an end; the winter hours of 2022 are
taken to run on to 30 April 2023, since the next notice changes them from 1 May. Hours from 2024
on are an open question here. Prefectures and counties set hours of their own (阿合奇县 2023 and
托克逊县 2025 differ from the region): a host puts those in a layer of the office.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from partygrid.dated import NotStated, Series
from partygrid.labels import Label
from partygrid.packs._china_festivals import CORBAN, off, one_festival, undated, whole_year, worked
from partygrid.sources import Grade, Source
from partygrid.worktime import (
    CalendarLayer,
    DayKind,
    LayerLevel,
    Notice,
    OfficeHours,
    Session,
    SpecialDays,
)

_EID: Final = Label("肉孜节", "Eid al-Fitr")
_MAKE_UPS: Final = Label("国庆节、古尔邦节", "National Day and Corban Festival")
_SUMMER: Final = OfficeHours((Session("10:00", "14:00"), Session("16:00", "20:00")))
_WINTER: Final = OfficeHours((Session("10:00", "14:00"), Session("15:30", "19:30")))


def _source(
    year: int, title: str, *, link: str, issued: date | None = None, locator: str = ""
) -> Source:
    return Source(
        key=f"xinjiang-{year}",
        title=title,
        issuer="新疆维吾尔自治区人民政府办公厅",
        issued=issued,
        locator=locator,
        link=link,
        grade=Grade.PUBLISHED,
    )


_2022: Final = _source(
    2022,
    "2022年新疆节假日放假安排和冬夏季作息时间",
    locator="据转载，发文日期未见",
    link="http://www.7tqp.com/news_2804193.shtml",
)
_2023: Final = _source(
    2023,
    "关于2023年节假日放假安排和冬夏季作息时间的通知",
    issued=date(2022, 12, 25),
    locator="据转载",
    link="http://meili43.com/yule/2023/0103/333850.html",
)
_2022_KNOWN: Final = date(2022, 4, 30)
_2022_GUESSED: Final = "假定为所定首日（2022年5月1日）的前一日，实际应更早"


def layer() -> CalendarLayer:
    """
    Make the layer.
    """
    return CalendarLayer(
        level=LayerLevel.REGION,
        label=Label("新疆维吾尔自治区", "Xinjiang"),
        announced=True,
        notices=(*_single_festivals(), *_whole_years()),
        hours=_hours(),
    )


def _single_festivals() -> tuple[Notice, ...]:
    return (
        one_festival(
            _source(
                2013,
                "2013年肉孜节放假通知（标题未见）",
                issued=date(2013, 7, 29),
                locator="据转载",
                link="http://stellalashacademy.com/liaoning/info/325820.html",
            ),
            off(_EID, date(2013, 8, 8)),
            known=date(2013, 7, 29),
        ),
        one_festival(
            _source(
                2014,
                "2014年国庆节、古尔邦节放假通知（标题未见）",
                issued=date(2014, 9, 16),
                locator="据报刊转载；9月28日、10月11日正常休息",
                link="http://news.dichan.sina.com.cn/2014/09/17/1216380.html",
            ),
            off(CORBAN, date(2014, 10, 8)),
            # Ordinary weekends again, not days of a festival: the offices just stay closed.
            SpecialDays(
                kind=DayKind.OFFICE_CLOSED,
                name=_MAKE_UPS,
                days=(date(2014, 9, 28), date(2014, 10, 11)),
            ),
            known=date(2014, 9, 16),
        ),
        one_festival(
            _source(
                2016,
                "关于古尔邦节中秋节放假的通知（新政办明电〔2016〕262号）",
                issued=date(2016, 8, 25),
                locator="据转载；2016年9月7日补充通知将节日由11日改为12日，放假日不变",
                link="https://m.kaoyanmiji.com/wendang/39347216.html",
            ),
            worked(CORBAN, date(2016, 9, 10)),
            off(CORBAN, date(2016, 9, 12), date(2016, 9, 13), date(2016, 9, 14)),
            known=date(2016, 8, 25),
        ),
    )


def _whole_years() -> tuple[Notice, ...]:
    return (
        whole_year(
            2022,
            _2022,
            off(_EID, date(2022, 5, 5)),
            off(CORBAN, date(2022, 7, 11), date(2022, 7, 12), date(2022, 7, 13)),
            known=_2022_KNOWN,
            guessed=_2022_GUESSED,
        ),
        whole_year(
            2023,
            _2023,
            off(_EID, date(2023, 4, 21)),
            off(CORBAN, date(2023, 6, 28), date(2023, 6, 29), date(2023, 6, 30)),
            known=date(2022, 12, 25),
        ),
        whole_year(
            2025,
            _source(
                2025,
                "关于2025年节假日放假和冬夏季作息时间安排的通知",
                locator="据转载，发文日期未见；其中作息时间未读到",
                link="http://www.mnw.cn/news/cj/3018205.html",
            ),
            off(_EID, date(2025, 3, 31)),
            off(CORBAN, date(2025, 6, 6), date(2025, 6, 9), date(2025, 6, 10)),
            known=date(2024, 12, 31),
            guessed="公告网址只有年月（2024年12月），假定为该月末日",
        ),
        whole_year(
            2026,
            _source(
                2026,
                "关于2026年肉孜节、古尔邦节放假安排的通知",
                locator="据2025年12月26日报道；标题与网址据他人引用",
                link="https://www.xinjiang.gov.cn/xinjiang/tzgg/202512/"
                "aaece21b6906443e8d50b981070764a8.shtml",
            ),
            off(_EID, date(2026, 3, 20)),
            off(CORBAN, date(2026, 5, 27), date(2026, 5, 28), date(2026, 5, 29)),
            known=date(2025, 12, 26),
            guessed="假定为所见报道之日（2025年12月26日），实际不晚于该日",
        ),
    )


def _hours() -> Series[OfficeHours]:
    guessed = undated(_2022.key, _2022_GUESSED)
    signed = date(2022, 12, 25)
    return (
        Series[OfficeHours]("hours")
        .announce(
            _SUMMER,
            start=date(2022, 5, 1),
            end=date(2022, 10, 1),
            known=_2022_KNOWN,
            source=_2022,
            dated_by=guessed,
        )
        .announce(
            _WINTER,
            start=date(2022, 10, 1),
            end=date(2023, 5, 1),
            known=_2022_KNOWN,
            source=_2022,
            dated_by=guessed,
        )
        .announce(
            _SUMMER, start=date(2023, 5, 1), end=date(2023, 10, 1), known=signed, source=_2023
        )
        .announce(
            _WINTER, start=date(2023, 10, 1), end=date(2024, 1, 1), known=signed, source=_2023
        )
        .announce(
            NotStated(
                Label(
                    "2024年起的作息时间未读到：各季上下班时间是什么，自何日起？",
                    "hours from 2024 on were not read: which are they in each season, and from "
                    "which day?",
                )
            ),
            start=date(2024, 1, 1),
            known=signed,
            source=_2023,
        )
    )
