"""
宁夏回族自治区 (Ningxia): days off for festivals.

Sources: the yearly notices of the region's government office, read in reprints. They name no
group: the days are off for everybody who works in the region.

Stated: both festivals of 2019 to 2022, which settles these years; 古尔邦节 of 2015, with a make-up
day of the region's own, and 开斋节 of 2024 (two second-hand lists that agree), which settle no more
than their days. In 2022 开斋节 fell within the national Labour Day holiday and adds no day. Only
days that differ from the national calendar are entered.

Limitations: of 古尔邦节 2023 to 2026 and 开斋节 2023, 2025 and 2026 only one second-hand list is at
hand, of 2016 a copy without its year, of 2017 and 2018 nothing: these years are not settled. The
notices of 2015, 2019, 2021 and 2022 were read without their day of announcement, which is guessed
and said to be. The notice of 2019 came before the national change of that year; it arranges the
festivals alone here, so that the change is not undone. No office hours were read.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from partygrid.labels import Label
from partygrid.packs._china_festivals import CORBAN, off, one_festival, whole_year, worked
from partygrid.sources import Grade, Source
from partygrid.worktime import CalendarLayer, LayerLevel, Notice

_EID: Final = Label("开斋节", "Eid al-Fitr")


def _source(year: int, *, link: str, locator: str, issued: date | None = None) -> Source:
    return Source(
        key=f"ningxia-{year}",
        title=f"自治区人民政府办公厅关于{year}年部分节假日安排的通知",
        issuer="宁夏回族自治区人民政府办公厅",
        issued=issued,
        locator=locator,
        link=link,
        grade=Grade.PUBLISHED,
    )


def layer() -> CalendarLayer:
    """
    Make the layer.
    """
    return CalendarLayer(
        level=LayerLevel.REGION,
        label=Label("宁夏回族自治区", "Ningxia"),
        announced=True,
        notices=(*_single_festivals(), *_whole_years()),
    )


def _single_festivals() -> tuple[Notice, ...]:
    return (
        one_festival(
            _source(
                2015,
                locator="据转载的报道，发文日期未见；未读到开斋节",
                link="http://gzsthw.cn/zuowen/17825825.html",
            ),
            worked(CORBAN, date(2015, 9, 20)),
            off(CORBAN, date(2015, 9, 23), date(2015, 9, 24), date(2015, 9, 25)),
            known=date(2015, 9, 19),
            guessed="假定为所定首日（2015年9月20日）的前一日，实际应更早",
        ),
        one_festival(
            _source(
                2024,
                issued=date(2023, 12, 18),
                locator="宁政办发〔2023〕51号，日期据网址；两处转述一致，原文未读",
                link="https://www.nx.gov.cn/zwgk/qzfwj/202312/t20231218_4387767.html",
            ),
            off(_EID, date(2024, 4, 10), date(2024, 4, 11)),
            known=date(2023, 12, 18),
        ),
    )


def _whole_years() -> tuple[Notice, ...]:
    return (
        whole_year(
            2019,
            _source(
                2019,
                locator="宁政办发〔2018〕137号，据转载，发文日期未见",
                link="http://m.kinghappypy.com/JieRiXiSu/767779.html",
            ),
            off(_EID, date(2019, 6, 5), date(2019, 6, 6)),
            off(CORBAN, date(2019, 8, 12), date(2019, 8, 13)),
            known=date(2018, 12, 31),
            guessed="文号为2018年，假定为该年末日",
        ),
        whole_year(
            2020,
            _source(
                2020,
                issued=date(2019, 12, 4),
                locator="据转载",
                link="http://juwanzhuan.com/detail_883095.html",
            ),
            off(_EID, date(2020, 5, 25), date(2020, 5, 26)),
            off(CORBAN, date(2020, 7, 30), date(2020, 7, 31)),
            known=date(2019, 12, 4),
        ),
        whole_year(
            2021,
            _source(
                2021,
                locator="据转载，发文日期未见",
                link="http://www.7tqp.com/news_47712.shtml",
            ),
            off(_EID, date(2021, 5, 13), date(2021, 5, 14)),
            off(CORBAN, date(2021, 7, 19), date(2021, 7, 20)),
            known=date(2021, 5, 12),
            guessed="假定为所定首日（2021年5月13日）的前一日，实际应更早",
        ),
        whole_year(
            2022,
            _source(
                2022,
                locator="据转载，发文日期未见；开斋节与劳动节连休，不另增放假日",
                link="https://m.tianqiyubao2.com/news/view-3670966",
            ),
            off(CORBAN, date(2022, 7, 11), date(2022, 7, 12)),
            known=date(2022, 4, 23),
            guessed="假定为所定首个上班日（2022年4月24日）的前一日，实际应更早",
        ),
    )
