"""
Decisions as short tables of Markdown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from partygrid.labels import Label, Language, check_language, counted
from partygrid.trace import MOST_ROWS, Unit, format_value, markdown_table

if TYPE_CHECKING:
    from partygrid.points._decision import Decision
    from partygrid.points._order import Order


def decision_table(decision: Decision, language: Language) -> str:
    """
    Write what happened as a list, and what became of requests as a table.
    """
    check_language(language)
    granted, refused = len(decision.granted), len(decision.refused)
    heading = Label(
        f"决定：{len(decision.events)} 个事件，准予 {granted} 项，未能兑换 {refused} 项",
        f"Decision: {counted(len(decision.events), 'event')}, {granted} granted, "
        f"{refused} refused",
    )
    orders = (*decision.refused, *decision.granted)
    if not orders:
        events = "".join(f"\n- `{event!r}`" for event in decision.events[:MOST_ROWS])
        return f"**{heading.text(language)}**\n{events}".rstrip()
    return markdown_table(
        [words.text(language) for words in _HEADER],
        [_cells(order, language) for order in orders[:MOST_ROWS]],
        "<<<>><",
        heading=heading,
        count=len(orders),
        language=language,
    )


def _cells(order: Order, language: Language) -> tuple[str, ...]:
    request, refusal = order.request, order.refusal
    gift = order.turn.rules.gift(request.gift).label.text(language)
    result, missing = order.state.label.text(language), ""
    if refusal is not None:
        colon = "：" if language == "zh" else ": "
        unit = Unit.PIECES if refusal.of_items else Unit.POINTS
        result = f"{result}{colon}{refusal.reason.label.text(language)}"
        missing = format_value(refusal.missing, unit, language)
    return request.id, request.holder, gift, f"{order.points}", missing, result


_HEADER: Final = (
    Label("申请", "request"),
    Label("积分户", "holder"),
    Label("礼品", "gift"),
    Label("扣减积分", "points taken"),
    Label("缺", "missing"),
    Label("结果", "result"),
)
