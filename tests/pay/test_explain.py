from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partygrid.dated import NotKnown, Series
from partygrid.org import Standing
from partygrid.pay import AwardBasis, Basis, CountedLines, PaidAs, Placement, payslip, price
from partygrid.people import (
    Appointment,
    CertificateRegistration,
    LevelConfirmation,
    Service,
    Worker,
)
from partygrid.sources import Grade, Source
from partygrid.strategies import pay_terms, placements
from partygrid.trace import Op, recompute

# Large values are slow to draw.
DEAR = settings.get_profile("dear")

THIRD = Placement(level=3, years=4, certificate="assistant", criteria_met=4)
FACTS = {"level", "years", "certificate", "criteria_met"}
RATED = Source(key="rated", title="评定结果", grade=Grade.HOST)
LATER = Source(key="later", title="基数调整", locator="第一条", grade=Grade.ASSUMED)

# Checked by hand: 2310.50 × 1.17 = 2703.285; 4 × 35.50 = 142.00; 2703.29 + 142.00 + 120.00 =
# 2965.29; 2965.29 × 20 % = 593.058; 2965.29 − 593.06 = 2372.23; 593.06 × 80 % = 474.448;
# 2372.23 + 474.45 = 2846.68. In service since 15 March 2021: four full years on 1 June 2025.
IN_CHINESE = """\
2025年6月工资单 w-2（截至 2025-06-30 所知）
应发 2,846.68 元 = 固定部分 2,372.23 + 绩效奖励 474.45
  固定部分 2,372.23 元 = 薪酬总额 2,965.29 − 绩效奖励总额 593.06
    薪酬总额 2,965.29 元 = 岗位工资 2,703.29 + 年限津贴 142.00 + 职业资格津贴 120.00
      岗位工资 2,703.29 元 = 基数 2,310.50 × 系数 1.17（四舍五入到分 [1]）
        基数 2,310.50 元 [2]
        系数 1.17 [1]
          职级 3 级（职级核定 l-1，2023-12-25 登记）
      年限津贴 142.00 元 = 每年标准 35.50 × 计发年限 4
        每年标准 35.50 元 [1]
        计发年限 4 年 = 取较小（工作满年限 4，年限上限 40）
          工作满年限 4 年（各段分别计满年后相加；只计满年；自变动之日起） [1]
            任职 2021-03-15 起（任职期间 s-1，2021-03-18 登记）
          年限上限 40 年 [1]
      职业资格津贴 120.00 元（助理社会工作师） [1]
        职业资格 assistant（证书登记 q-1，2022-04-25 登记）
    绩效奖励总额 593.06 元 = 薪酬总额 2,965.29 × 绩效占比 20%（四舍五入到分 [1]；标准即薪酬总额，绩
        效从总额中提取） [1]
      薪酬总额 2,965.29 元（算法见上）
      绩效占比 20% [1]
  绩效奖励 474.45 元 = 绩效奖励总额 593.06 × 发放比例 80%（四舍五入到分 [1]）
    绩效奖励总额 593.06 元（算法见上）
    发放比例 80% [1]
      达标项数 4 项（c-1，2024-12-31 所持评定；按之前第 1 个年度末评定结果；按各月所在社区） [3]
来源：
  [1] 区财政局通知，第三条（使用方文件）；2024-01-01 起执行，2024-01-01 知悉
  [2] 基数调整，第一条（假定）；2025-01-01 起执行，2024-12-20 知悉
  [3] 评定结果（使用方文件）；2024-01-01 至 2025-01-01（不含）执行，2025-01-20 知悉"""

IN_ENGLISH = """\
Payslip w-2, June 2025 (as known on 2025-06-30)
payable 2,846.68 yuan = fixed part 2,372.23 + award 474.45
  fixed part 2,372.23 yuan = total 2,965.29 − award pool 593.06
    total 2,965.29 yuan = post pay 2,703.29 + seniority allowance 142.00 + certificate allowance
        120.00
      post pay 2,703.29 yuan = base 2,310.50 × coefficient 1.17 (half away from zero, to the fen
          [1])
        base 2,310.50 yuan [2]
        coefficient 1.17 [1]
          level 3 (level confirmation l-1, recorded 2023-12-25)
      seniority allowance 142.00 yuan = rate a year 35.50 × years counted 4
        rate a year 35.50 yuan [1]
        years counted 4 years = the lesser of (completed service 4, cap on years 40)
          completed service 4 years (full years of each period, added; full years only; from the day
              of the change) [1]
            served from 2021-03-15 (service s-1, recorded 2021-03-18)
          cap on years 40 years [1]
      certificate allowance 120.00 yuan (assistant social worker) [1]
        certificate assistant (certificate registration q-1, recorded 2022-04-25)
    award pool 593.06 yuan = total 2,965.29 × award rate 20% (half away from zero, to the fen [1];
        the scale is the total; the pool is part of it) [1]
      total 2,965.29 yuan (worked out above)
      award rate 20% [1]
  award 474.45 yuan = award pool 593.06 × share paid 80% (half away from zero, to the fen [1])
    award pool 593.06 yuan (worked out above)
    share paid 80% [1]
      criteria met 4 items (c-1, rating held on 2024-12-31: the rating held 1 year before, at the
          end of the year; each month by the community served in) [3]
Sources:
  [1] 区财政局通知, 第三条 [the host's own document]; in force from 2024-01-01, known 2024-01-01
  [2] 基数调整, 第一条 [assumed: a guess, said to be one]; in force from 2025-01-01, known
      2024-12-20
  [3] 评定结果 [the host's own document]; in force from 2024-01-01 to before 2025-01-01, known
      2025-01-20"""  # noqa: E501 - an explanation has up to 100 columns


@pytest.fixture
def slip(new_terms, said):
    """
    The payslip of a worker of level 3 under a base that was raised.
    """
    worker = Worker(
        "w-2",
        (
            Service(
                id="s-1",
                staff="professional",
                start=date(2021, 3, 15),
                known=date(2021, 3, 18),
            ),
            Appointment(
                id="a-1",
                unit="c-1",
                office="member",
                start=date(2021, 3, 15),
                known=date(2021, 3, 18),
            ),
            LevelConfirmation(id="l-1", level=3, start=date(2024, 1, 1), known=date(2023, 12, 25)),
            CertificateRegistration(
                id="q-1",
                certificate="assistant",
                start=date(2022, 4, 19),
                known=date(2022, 4, 25),
            ),
        ),
    )
    rated = Series("standing").announce(
        Standing(criteria_met=4),
        start=date(2024, 1, 1),
        end=date(2025, 1, 1),
        known=date(2025, 1, 20),
        source=RATED,
    )
    base = said("base", 200000).announce(
        231050, start=date(2025, 1, 1), known=date(2024, 12, 20), source=LATER
    )
    return payslip(worker, new_terms(base=base, known=date(2025, 6, 30)), {"c-1": rated})


def every(step):
    """
    List a step and all below it.
    """
    return [step, *(below for child in step.children for below in every(child))]


def values(slip):
    """
    List keys and values of all steps but the periods of service, which only a basis has.
    """
    return [
        (step.rule.key, step.value) for step in every(slip.trace()) if step.rule.key != "service"
    ]


class TestWhole:
    def test_chinese(self, slip):
        """
        A clerk can check the payslip by hand, line by line, and look up every number.
        """
        assert IN_CHINESE == slip.explain("zh")

    def test_english(self, slip):
        """
        So can a reader of English.
        """
        assert IN_ENGLISH == slip.explain("en")

    def test_rows(self, slip):
        """
        As flat rows the steps are the same, each with its source in both languages.
        """
        rows = slip.rows()

        assert [(step.rule.key, step.value) for step in every(slip.trace())] == [
            (row.key, row.value) for row in rows
        ]
        bases = [row for row in rows if row.key == "base"]
        # Once below the total, and twice more where the pool is worked out of that total.
        assert [4, 5, 5] == [row.depth for row in bases]
        assert {(231050, "yuan")} == {(row.value, row.unit.value) for row in bases}
        assert {"基数调整，第一条（假定）；2025-01-01 起执行，2024-12-20 知悉"} == {
            row.source.zh for row in bases
        }


class TestBases:
    @pytest.mark.parametrize(
        ("basis", "shape"),
        [
            (AwardBasis.OF_TOTAL, {"fixed": ["total", "pool"], "pool": ["total", "rate"]}),
            (AwardBasis.FIXED_PART, {"pool": ["fixed", "factor"], "factor": ["rate", "rest"]}),
            (AwardBasis.ON_TOP, {"pool": ["fixed", "rate"]}),
        ],
    )
    def test_shape(self, new_terms, basis, shape):
        """
        The tree goes the way that the basis says, and names it beside the pool.
        """
        trace = price(THIRD, new_terms(award_basis=basis)).trace()

        for key, below in shape.items():
            assert below == [child.rule.key for child in trace.find(key).children]
        assert basis.label == trace.find("pool").rule.note
        assert "award_basis" not in {step.rule.key for step in every(trace)}

    def test_gross_up(self, new_terms):
        """
        Where the scale is the fixed part, rate over rest is worked out: 20 % ÷ 80 % = 0.25.
        """
        trace = price(THIRD, new_terms(award_basis=AwardBasis.FIXED_PART)).trace()

        assert (Fraction(1, 4), Op.QUOTIENT) == (
            trace.find("factor").value,
            trace.find("factor").rule.op,
        )
        assert [1, Fraction(1, 5)] == [child.value for child in trace.find("rest").children]
        assert Fraction(4, 5) == trace.find("rest").value

    def test_outside(self, new_terms):
        """
        Lines outside the total stand apart, under the entry that says they do.
        """
        terms = new_terms(award_lines=CountedLines(("seniority",)))
        trace = price(THIRD, terms).trace()
        outside = trace.find("outside")

        assert ["fixed", "award", "outside"] == [child.rule.key for child in trace.children]
        assert ["post", "certificate"] == [child.rule.key for child in outside.children]
        assert ["seniority"] == [child.rule.key for child in trace.find("total").children]
        assert terms.rules.entry("award_lines") is outside.rule.entry

    def test_nothing_outside(self, new_terms):
        """
        Where every line counts, nothing is said of lines that do not.
        """
        assert price(THIRD, new_terms()).trace().find("outside") is None

    def test_not_rated_yet(self, new_terms):
        """
        Until the rating is known, award and share are shown to be unknown, never as zero.
        """
        slip = price(attrs.evolve(THIRD, criteria_met=NotKnown.YET), new_terms())
        trace = slip.trace()

        for key in ("award", "share", "criteria_met"):
            assert trace.find(key).value is NotKnown.YET
        assert recompute(trace.find("award")) is NotKnown.YET
        assert slip.fixed == recompute(trace)
        assert "绩效奖励 尚未评定 = 绩效奖励总额 593.06 × 发放比例 尚未评定" in slip.explain("zh")


class TestSources:
    @pytest.mark.parametrize("basis", AwardBasis)
    def test_every_number_is_cited(self, new_terms, basis):
        """
        Every number that is neither a fact nor worked out says where it comes from.
        """
        terms = new_terms(award_basis=basis, award_lines=CountedLines(("post",)))
        uncited = {
            step.rule.key
            for step in every(price(THIRD, terms).trace())
            if step.rule.op is Op.GIVEN and step.rule.entry is None
        }

        # The whole of a thing is 100 % on nobody's word.
        assert uncited - {"whole"} == FACTS

    @pytest.mark.parametrize("basis", AwardBasis)
    def test_every_rounding_is_cited(self, new_terms, basis):
        """
        Every rounding says who ordered it.
        """
        terms = new_terms(award_basis=basis)
        rounded = [
            step for step in every(price(THIRD, terms).trace()) if step.rule.rounding is not None
        ]

        assert {"post", "pool", "award"} == {step.rule.key for step in rounded}
        assert {"rounding"} == {step.rule.rounded_by and "rounding" for step in rounded}
        assert all(step.rule.rounded_by is terms.rules.entry("rounding") for step in rounded)


@st.composite
def slips(draw):
    """
    Draw a payslip, made by hand, and the same of a worker whose facts are on record.
    """
    terms = draw(pay_terms())
    placement = draw(placements(terms))
    served = Service(id="s-1", staff="x", start=date(2000, 1, 1), known=date(2000, 1, 1))
    basis = Basis(worker="w-1", service=(served,))
    return price(placement, terms), price(attrs.evolve(placement, basis=basis), terms)


class TestLaws:
    @DEAR
    @given(slips())
    def test_recomputed(self, drawn):
        """
        Every step, worked out again from its leaves alone, comes to the value that it shows.
        """
        for slip in drawn:
            trace = slip.trace()
            assert slip.paid == recompute(trace)
            for step in every(trace):
                assert step.value == recompute(step)

    @DEAR
    @given(slips())
    def test_same_with_and_without_basis(self, drawn):
        """
        Where the facts came from adds words to an explanation and changes no value in it.
        """
        by_hand, found = drawn

        assert values(by_hand) == values(found)

    @DEAR
    @given(slips())
    def test_every_amount_is_shown(self, drawn):
        """
        What the payslip holds stands in its explanation, under the same name.
        """
        slip, _ = drawn
        shown = {step.rule.key: step.value for step in every(slip.trace())}
        of_total = slip.terms.rules.award_basis is AwardBasis.OF_TOTAL
        held = {"pool": slip.pool, "fixed": slip.fixed, "award": slip.award, "paid": slip.paid}
        awards = any(line.paid_as is PaidAs.AWARD for line in slip.terms.rules.scale)
        held |= {"total": slip.total} if of_total and not awards else {}
        names = {component.key for component in slip.terms.rules.scale}
        for key, value in held.items():
            # Who is on probation without an award has no pool, and none is shown.
            if key not in names and (key != "pool" or value or key in shown):
                assert value == shown[key]
