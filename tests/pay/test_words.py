from fractions import Fraction

import pytest

from partygrid.labels import Label
from partygrid.pay import Coefficients, Component, CountedLines, PayScheme, Selector, YearlyRate


def words(name, value):
    """
    Write a value of a field as the scheme's description of the field does.
    """
    return PayScheme.parameters()[name].words(value)


class TestWords:
    @pytest.mark.parametrize(
        ("name", "value", "zh", "en"),
        [
            ("base", 231050, "2,310.50 元", "2,310.50 yuan"),
            ("base", 0, "0.00 元", "0.00 yuan"),
            ("base", None, "无", "none"),
            ("award_rate", Fraction(1, 5), "20%", "20%"),
            ("award_rate", Fraction(1, 3), "100/3%", "100/3%"),
            (
                "award_shares",
                (Fraction(0), Fraction(1, 2), Fraction(1)),
                "0 项 0%，1 项 50%，2 项 100%",
                "0 met 0%, 1 met 50%, 2 met 100%",
            ),
            ("covers", ("professional",), "professional", "professional"),
            ("covers", ("a", "b"), "a、b", "a, b"),
            ("award_lines", CountedLines(None), "全部", "all"),
            ("award_lines", CountedLines(("post", "area")), "post、area", "post, area"),
        ],
        ids=repr,
    )
    def test_value(self, name, value, zh, en):
        """
        A value is written out whole in both languages, with its unit.
        """
        assert Label(zh, en) == words(name, value)

    def test_scale(self, scale):
        """
        A scale is written line by line, every number of it.
        """
        text = words("scale", scale)
        zh, en = text.zh.split("；"), text.en.split("; ")

        assert zh[0].startswith("岗位工资（系数）1 = 1, 2 = 1.085, 3 = 1.17, ")
        assert zh[0].endswith(", 18 = 2.445")
        amounts = "none = 0.00, assistant = 120.00, social_worker = 260.00, senior = 450.00"
        assert ["年限津贴每年 35.50 元，至多 40 年", f"职业资格津贴（元）{amounts}"] == zh[1:]
        assert en[0].startswith("post pay (coefficients) 1 = 1, 2 = 1.085, ")
        assert [
            "seniority allowance 35.50 yuan a year, at most 40 years",
            f"certificate allowance (yuan) {amounts}",
        ] == en[1:]

    def test_rate_without_cap(self):
        """
        A rate without a cap names none.
        """
        rate = Component(
            key="by_years",
            label=Label("年限津贴", "seniority allowance"),
            selector=Selector.YEARS,
            amount=YearlyRate(per_year=100, cap=None),
        )

        assert Label("年限津贴每年 1.00 元", "seniority allowance 1.00 yuan a year") == words(
            "scale", (rate,)
        )

    def test_endless_coefficient(self):
        """
        A coefficient without a finite decimal is written as the fraction that it is.
        """
        thirds = Component(
            key="post",
            label=Label("岗位工资", "post pay"),
            selector=Selector.LEVEL,
            amount=Coefficients(((1, Fraction(1, 3)),)),
        )

        assert "岗位工资（系数）1 = 1/3" == words("scale", (thirds,)).zh
