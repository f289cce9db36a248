"""
What two places can decide differently about the performance award.
"""

from __future__ import annotations

from datetime import date, timedelta

import attrs

from partygrid.dated import Effective, Month, PeriodKind
from partygrid.errors import ValueNotAllowedError, WrongTypeError
from partygrid.labels import Label, LabelledEnum, check_id, counted

MOST_LAG = 100
_ONE_DAY = timedelta(days=1)
_A_YEAR = 12


class AwardBasis(LabelledEnum):
    """
    Say what the amounts of the scale are, and so what the award's rate is a part of.
    """

    OF_TOTAL = (
        "of_total",
        "标准即薪酬总额，绩效从总额中提取",
        "the scale is the total; the pool is part of it",
    )
    FIXED_PART = (
        "fixed_part",
        "标准即固定部分，绩效占固定与绩效合计的比例",
        "the scale is the fixed part; the pool is a part of fixed part and pool together",
    )
    ON_TOP = "on_top", "标准为基数，绩效按比例另加", "the scale is the base; the pool comes on top"


class AwardPool(LabelledEnum):
    """
    Say whose pool is split by the rating.
    """

    PER_WORKER = "per_worker", "按个人计提", "each worker's own"
    OF_WAGE_BILL = (
        "of_wage_bill",
        "按单位工资总额计提后分配",
        "the unit's wage bill, then apportioned",
    )


class MoverRule(LabelledEnum):
    """
    Say whose rating counts for a worker who changed communities; ratings are never averaged.

    Who held no office on the rating day came from nowhere: the community served in counts.
    """

    BY_MONTHS_SERVED = (
        "by_months_served",
        "按各月所在社区",
        "each month by the community served in",
    )
    BY_RATING_DAY = "by_rating_day", "按评定日所在社区", "by the community on the rating day"


@attrs.frozen(kw_only=True)
class RatingRule:
    """
    Say which rating counts for a month: the one held at the end of a rating period.

    Args:
        every: The kind of rating period.
        lag: How many periods back: 0 is the period in which the month lies, 1 the one before.

    Raises:
        WrongTypeError: A field has another type.
        ValueNotAllowedError: The lag is below 0 or above 100.

    >>> RatingRule(every=PeriodKind.YEAR, lag=1).day(Month(2025, 6))
    datetime.date(2024, 12, 31)
    """

    every: PeriodKind
    lag: int
    _months: int = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """
        Refuse what is no kind of period and no count.
        """
        if type(self.every) is not PeriodKind:
            raise WrongTypeError(field="rating.every", value=self.every, allowed="a PeriodKind")
        if type(self.lag) is not int:
            raise WrongTypeError(field="rating.lag", value=self.lag, allowed="a whole number")
        if not 0 <= self.lag <= MOST_LAG:
            raise ValueNotAllowedError(
                field="rating.lag", value=self.lag, allowed=f"0 to {MOST_LAG} periods"
            )
        object.__setattr__(self, "_months", self.every.months)

    def day(self, month: Month) -> date:
        """
        Give the day whose rating counts for a month.

        Raises:
            WrongTypeError: It is no month.
            ValueNotAllowedError: The rating period would lie before the year 1.
        """
        if type(month) is not Month:
            raise WrongTypeError(field="month", value=month, allowed="a Month")
        months = self._months
        if months == _A_YEAR and month.year > self.lag:
            return date(month.year - self.lag, 12, 31)
        # The month after the last of that period, counted from the year 0.
        after = ((month.year * 12 + month.month - 1) // months - self.lag + 1) * months
        if after <= 12:  # noqa: PLR2004 - the months of the year 0
            return self.every.containing(month.first_day).shifted(-self.lag).last_day
        return date(after // 12, after % 12 + 1, 1) - _ONE_DAY

    @property
    def label(self) -> Label:
        """
        The rule in words.
        """
        zh, en = self.every.label.zh, self.every.label.en
        if self.lag == 0:
            return Label(f"按所在{zh}末评定结果", f"the rating held at the end of the same {en}")
        return Label(
            f"按之前第 {self.lag} 个{zh}末评定结果",
            f"the rating held {counted(self.lag, en)} before, at the end of the {en}",
        )


@attrs.frozen
class CountedLines:
    """
    Say which components of the scale count in the total from which the pool is taken.

    Args:
        only: The keys of the components that count; None if all do.

    Raises:
        WrongTypeError: The keys are not a tuple of texts.
        ValueNotAllowedError: There is none, or one twice.

    >>> CountedLines(("post", "years")).counts("certificate"), CountedLines(None).counts("post")
    (False, True)
    """

    only: tuple[str, ...] | None

    def __attrs_post_init__(self) -> None:
        """
        Refuse keys that could not name components.
        """
        if self.only is None:
            return
        if type(self.only) is not tuple:
            raise WrongTypeError(field="award_lines", value=self.only, allowed="a tuple of keys")
        for key in self.only:
            check_id(key, field="award_lines")
        if not self.only or len(set(self.only)) < len(self.only):
            raise ValueNotAllowedError(
                field="award_lines", value=self.only, allowed="one key or more, each once"
            )

    def counts(self, key: str) -> bool:
        """
        Tell whether a component counts.

        Raises:
            WrongTypeError: The key is not text.
        """
        if type(key) is not str:
            raise WrongTypeError(field="key", value=key, allowed="the key of a component")
        return self.only is None or key in self.only


@attrs.frozen(kw_only=True)
class AllowancesFrom:
    """
    Say from when a qualification counts in the scale; what it counts on the ladder, credits say.

    Args:
        certificate: From when a certificate counts, and until when.
        education: The same for an education or a degree.

    Raises:
        WrongTypeError: A field has another type.
    """

    certificate: Effective
    education: Effective

    def __attrs_post_init__(self) -> None:
        """
        Refuse what is no choice.
        """
        for name in ("certificate", "education"):
            value = getattr(self, name)
            if type(value) is not Effective:
                raise WrongTypeError(
                    field=f"allowances_from.{name}", value=value, allowed="an Effective"
                )

    @property
    def label(self) -> Label:
        """
        The rule in words.
        """
        certificate, education = self.certificate.label, self.education.label
        return Label(
            f"职业资格{certificate.zh}；学历学位{education.zh}",
            f"certificates {certificate.en}; education and degrees {education.en}",
        )
