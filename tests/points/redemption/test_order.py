"""
Orders explain themselves: why so, and why not me; of others only how many came before.
"""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partygrid.money import Fen
from partygrid.points import (
    Criterion,
    Expiry,
    ExpiryBase,
    ExpiryRule,
    Order,
    OrderState,
    Reason,
    Refused,
    TopUp,
)
from partygrid.trace import recompute

ROLLING = Expiry(rule=ExpiryRule.ROLLING, base=ExpiryBase.REGISTRATION, amount=12)
HALF = TopUp(Fen(50), Fraction(1, 2))
SOURCE_EN = "  [1] 积分办法 [the host's own document]; in force from 2025-01-01, known 2025-01-01"
SOURCE_ZH = "  [1] 积分办法（使用方文件）；2025-01-01 起执行，2025-01-01 知悉"


def all_steps(step):
    """
    Go through a step and all below it.
    """
    yield step
    for child in step.children:
        yield from all_steps(child)


def check(order):
    """
    See that the sums of an explanation are right, and that it can be told in both languages.
    """
    trace = order.trace()
    for step in all_steps(trace):
        assert recompute(step) == step.value, step
        keys = [child.rule.key for child in step.children]
        assert len(set(keys)) == len(keys)
    for language in ("zh", "en"):
        assert order.explain(language)
        assert order.markdown(language)
    assert order.rows()[0].key == "order"
    return trace


class TestGranted:
    def test_redeemed(self, counter, ask, gift):
        """
        Price, points by lot with their last days, and what was taken of each.
        """
        shop = counter(gift(points=10, limit=3), tariff={"expiry": ROLLING})
        shop.earn(a=8)
        shop.earn(a=30)
        shop.deliver(quantity=5)
        shop.redeem(ask("r0"), ask("r1", quantity=2), on="03-03")
        order = shop.order("r1")
        check(order)

        assert order.explain("en").splitlines() == [
            "Request r1, quarter 1 of 2025",
            "outcome redeemed",
            "  price 20 points = price of one 10 × items 2",
            "    price of one 10 points (tissues) [1]",
            "    items 2 pieces",
            "  points to use 28 points = good until 2026-02-28 28",
            "    good until 2026-02-28 28 points",
            "  limit a period 3 pieces [1]",
            "  granted in the period 1 piece",
            "  left in stock 4 pieces",
            "  points taken 20 points = good until 2026-02-28 20",
            "    good until 2026-02-28 20 points",
            "  items redeemed 2 pieces",
            "Sources:",
            SOURCE_EN,
        ]
        lines = shop.order("r0").explain("zh").splitlines()
        assert lines[:7] == [
            "兑换申请 r0（2025年第一季度）",
            "结果 已兑换",
            "  所需积分 10 分 = 单价 10 × 件数 1",
            "    单价 10 分（某物） [1]",
            "    件数 1 件",
            "  可用积分 38 分 = 至 2026-01-31 止 8 + 至 2026-02-28 止 30",
            "    至 2026-01-31 止 8 分",
        ]
        assert "  扣减积分 10 分 = 至 2026-01-31 止 8 + 至 2026-02-28 止 2" in lines
        assert SOURCE_ZH == lines[-1]

    def test_cash(self, counter, ask, gift):
        """
        What was offered, and what was paid for the points that were short.
        """
        shop = counter(gift(points=10, top_up=HALF, stocked=False))
        shop.earn(a=7)
        shop.redeem(ask(cash=400), on="02-03")
        order = shop.order()
        check(order)

        lines = order.explain("en").splitlines()
        assert "  cash offered 4.00 yuan (for 5 points at most) [1]" in lines
        assert "  paid in cash 1.50 yuan = points short 3 × a point 0.50" in lines
        assert "stock" not in order.explain("en")

    def test_nothing_offered(self, counter, ask, gift):
        """
        Without an offer there is no word of cash.
        """
        shop = counter(gift(points=10, top_up=HALF))
        shop.earn(a=10)
        shop.deliver()
        shop.redeem(ask(), on="02-03")
        check(shop.order())

        assert "cash" not in shop.order().explain("en")

    def test_held(self, counter, ask):
        """
        Until when it is held, and how far it was posted.
        """
        shop = counter()
        shop.earn(a=30)
        shop.deliver(quantity=3)
        shop.hold(ask(quantity=3), on="02-03")
        shop.post(quantity=1, on="02-04")
        order = shop.order()
        trace = check(order)

        assert "outcome held" in order.explain("en")
        assert "  held until 2025-02-12" in order.explain("en").splitlines()
        assert (2, 1) == (trace.find("held").value, trace.find("posted").value)
        assert 30 == trace.find("taken").value == order.turn.available

    @pytest.mark.parametrize(
        ("state", "zh"),
        [("cancelled", "结果 已取消"), ("voided", "结果 已撤销"), ("lapsed", "结果 冻结失效")],
    )
    def test_given_back(self, counter, ask, state, zh):
        """
        What became of it since does not change what it met.
        """
        shop = counter()
        shop.earn(a=30)
        shop.deliver(quantity=3)
        (shop.redeem if state == "cancelled" else shop.hold)(ask(), on="02-03")
        before = shop.order().trace().find("taken")
        if state == "lapsed":
            shop.wait("02-13")
        else:
            getattr(shop, "cancel" if state == "cancelled" else "void")(on="02-04")
        order = shop.order()

        assert OrderState(state) is order.state
        assert zh in order.explain("zh").splitlines()
        assert before == check(order).find("taken")

    def test_lots_left(self, counter, ask):
        """
        Lots that were not needed are named among what could be used alone.
        """
        shop = counter(tariff={"expiry": ROLLING})
        shop.earn(a=12)
        shop.earn(a=30)
        shop.deliver()
        shop.redeem(ask(), on="03-03")
        trace = check(shop.order())

        assert [12, 30] == [step.value for step in trace.find("usable").children]
        assert [10] == [step.value for step in trace.find("taken").children]

    def test_never(self, counter, ask):
        """
        Points without a last day are called so.
        """
        shop = counter()
        shop.earn(a=30)
        shop.deliver()
        shop.redeem(ask(), on="02-03")

        assert "长期有效 30" in shop.order().explain("zh")
        assert "without a last day 30" in shop.order().explain("en")


class TestWhyNotMe:
    def test_stock(self, counter, ask):
        """
        Who came before by which criterion is counted, and nobody is named.
        """
        shop = counter(priority=(Criterion.FEWEST_GIFTS, Criterion.EARLIEST_ASKED))
        shop.earn(a=90, b=90, c=90, d=90, e=90)
        shop.deliver(quantity=1)
        shop.redeem(ask("r0", "d"), on="02-03")
        shop.deliver(quantity=3)
        asked = [
            ask("ask-of-a", "a", asked="01-02"),
            ask("ask-of-b", "b", asked="01-01"),
            ask("ask-of-c", "c", asked="01-03"),
            ask("ask-of-d", "d", asked="01-01"),
            ask("ask-of-e", "e", asked="01-03"),
        ]
        found = shop.redeem(*asked, on="02-04")
        [of_d, of_e] = found.refused
        check(of_d)
        check(of_e)

        assert (3, 0, 0) == of_d.turn.before
        assert (0, 2, 1) == of_e.turn.before
        assert of_e.explain("en").splitlines()[1:] == [
            "outcome refused: not enough in stock",
            "  price 10 points = price of one 10 × items 1",
            "    price of one 10 points (tissues) [1]",
            "    items 1 piece",
            "  points to use 90 points = without a last day 90",
            "    without a last day 90 points",
            "  left in stock 0 pieces",
            "    granted just before 3 requests [1]",
            "      who asked first 2 requests",
            "      a smaller id 1 request",
            "  missing 1 piece = needed 1 − there 0",
            "    needed 1 piece",
            "    there 0 pieces",
            "Sources:",
            SOURCE_EN,
        ]
        zh = of_d.explain("zh")
        assert "      本期及前四期已兑换件数少者优先 3份申请" in zh.splitlines()
        for order in (of_d, of_e):
            others = {"ask-of-a", "ask-of-b", "ask-of-c", "ask-of-d", "ask-of-e"}
            others -= {order.request.id}
            text = order.explain("zh") + order.explain("en") + repr(order.rows())
            assert not any(other in text for other in others)

    def test_nobody_before(self, counter, ask):
        """
        Where there was none for anybody, nobody came before.
        """
        shop = counter()
        shop.earn(a=10)
        [order] = shop.redeem(ask(), on="02-03").refused
        check(order)

        assert (0, 0) == order.turn.before
        assert "此前已获兑的申请 0份申请" in order.explain("zh")

    def test_only_this_gift(self, counter, ask, gift):
        """
        Only who took of the same gift came before.
        """
        shop = counter(gift(points=10), gift("rice", points=10))
        shop.earn(a=90, b=90)
        shop.deliver()
        shop.deliver("rice", 5)
        asked = [
            ask("r1", "a", "rice"),
            ask("r2", "a"),
            ask("r3", "b", quantity=9),
            ask("r4", "b"),
        ]
        shop.redeem(*asked, on="02-03")

        # That of nine was refused, so it took nothing from anybody.
        assert (1, 0) == shop.order("r4").turn.before[::-1]

    def test_points(self, counter, ask, gift):
        """
        How many points were missing, after what cash could have paid.
        """
        shop = counter(gift(points=10, top_up=HALF))
        shop.earn(a=3)
        shop.deliver()
        [order] = shop.redeem(ask(cash=120), on="02-03").refused
        trace = check(order)

        assert order.explain("en").splitlines()[1] == "outcome refused: not enough points"
        assert (8, 3, 5) == (
            trace.find("needed").value,
            trace.find("there").value,
            trace.find("missing").value,
        )
        assert "  愿付现金 1.20 元（最多可抵2分） [1]" in order.explain("zh").splitlines()
        assert "  尚缺 5 分 = 需要 8 − 实有 3" in order.explain("zh").splitlines()

    def test_least(self, counter, ask):
        """
        From how many points one may redeem at all.
        """
        shop = counter(least=30)
        shop.earn(a=12)
        shop.deliver()
        [order] = shop.redeem(ask(), on="02-03").refused
        check(order)

        lines = order.explain("zh").splitlines()
        assert "结果 未能兑换：未达兑换起点" == lines[1]
        assert "  兑换起点 30 分 [1]" in lines
        assert "  尚缺 18 分 = 需要 30 − 实有 12" in lines

    def test_limit(self, counter, ask, gift):
        """
        What the limit is, and what was granted of it already.
        """
        shop = counter(gift(points=1, limit=3))
        shop.earn(a=12)
        shop.deliver(quantity=9)
        shop.redeem(ask("r1", quantity=2), on="02-03")
        [order] = shop.redeem(ask("r2", quantity=2), on="02-03").refused
        check(order)

        lines = order.explain("zh").splitlines()
        assert "结果 未能兑换：已达每户限额" == lines[1]
        assert "  每期限额 3 件 [1]" in lines
        assert "  本期已获兑 2 件" in lines
        assert "  尚缺 1 件 = 需要 2 − 实有 1" in lines
        # Its turn was over before stock was looked at.
        assert () == order.turn.before

    @given(st.sampled_from(list(Reason)), st.integers(0, 99), st.integers(1, 99))
    def test_missing(self, reason, had, more):
        """
        What is missing is what is needed less what there is.
        """
        refusal = Refused(reason, had + more, had)

        assert more == refusal.missing
        assert refusal.of_items is (reason.value in {"stock", "limit"})


class TestOrder:
    def test_value(self, counter, ask):
        """
        An order is a value that cannot change, and shows itself in one line.
        """
        shop = counter()
        shop.earn(a=10)
        shop.redeem(ask("r1"), on="02-03")
        shop.deliver()
        shop.redeem(ask("r2"), on="02-03")
        refused, redeemed = shop.order("r1"), shop.order("r2")

        assert Order is type(redeemed)
        assert redeemed == shop.first.replay(shop.events).order("r2")
        assert "<Order r1: refused (stock)>" == repr(refused)
        assert "<Order r2: redeemed>" == repr(redeemed)
        assert 6 == redeemed.version
        assert (date(2025, 2, 3), "2025-Q1") == (redeemed.on, str(redeemed.period))
        with pytest.raises(AttributeError):
            redeemed.points = 1

    def test_labels(self):
        """
        States and reasons have a name in both languages.
        """
        assert ["积分不足", "未达兑换起点", "库存不足", "已达每户限额"] == [
            reason.label.zh for reason in Reason
        ]
        assert 6 == len({state.label.zh for state in OrderState})
