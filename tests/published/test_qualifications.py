"""
Published worth of degrees and certificates: in levels, in years, as a post's treatment, in yuan.

Where an amount has nothing to do with the rule, level n is made to pay n × 100.00 yuan, and a
member's window is 1–12 with one up every three years.
"""

from datetime import date
from fractions import Fraction

import pytest

from partygrid.dated import Effective, Month
from partygrid.errors import ValueNotAllowedError
from partygrid.labels import Label
from partygrid.money import yuan
from partygrid.pay import (
    AllowancesFrom,
    Component,
    CreditFor,
    CreditGives,
    ProbationBase,
    ProbationRule,
    Selector,
    YearlyRate,
    every,
)
from partygrid.people import CertificateRegistration, Probation

DEGREES = ("bachelor", "master", "doctor")
CERTIFICATES = ("assistant", "social_worker", "senior")
IN_LEVELS = tuple(zip(CERTIFICATES, (1, 2, 3), strict=True))


def since(years):
    """
    Give the day that lies so many years before 1 June 2025.
    """
    return date(2025 - years, 6, 1)


class TestCertificateAsLevels:
    """
    One, two or three levels for assistant, social worker and senior, the highest alone.
    """

    @pytest.fixture
    def hohhot(self, kit):
        """
        A certificate counts once it is registered.
        """
        published = kit.source(
            "hohhot-2023", "呼和浩特市社区工作者职级", "https://m.educity.cn/shgzz/5273130.html"
        )
        worth = kit.credit(CreditFor.CERTIFICATE_REGISTERED, *IN_LEVELS)
        ladder = kit.ladder(("member", 1, 12), rises=every(3), worth=(worth,))
        return kit.scheme(published, ladder=ladder)

    @pytest.fixture
    def ningbo(self, kit):
        """
        A certificate counts while the worker is appointed to a matching post.
        """
        published = kit.source(
            "ningbo", "宁波市社区工作者职级", "https://m.educity.cn/shgzz/5273130.html"
        )
        worth = kit.credit(CreditFor.CERTIFICATE_APPOINTED, *IN_LEVELS)
        ladder = kit.ladder(("member", 1, 12), rises=every(3), worth=(worth,))
        return kit.scheme(published, ladder=ladder)

    @pytest.mark.parametrize(
        ("years", "held", "level"),
        [
            (5, {}, 2),  # 1 + 1
            (5, {"registered": "assistant"}, 3),
            (5, {"registered": "social_worker"}, 4),
            (5, {"registered": "senior"}, 5),
            (5, {"registered": ("assistant", "social_worker")}, 4),  # not 1 + 2
            (5, {"passed": "senior"}, 2),
            (5, {"appointed": "senior"}, 2),
            (5, {"registered": "assistant", "passed": "senior"}, 3),
            (30, {"registered": "senior"}, 12),  # 1 + 10 + 3, held at 12
        ],
    )
    def test_registered(self, kit, hohhot, years, held, level):
        """
        Only what is registered counts, only the highest, and only within the window.
        """
        slip = kit.paid(hohhot, kit.worker("member", since(years), *kit.qualified(**held)))

        assert (level, yuan(100 * level)) == (slip.placement.level, slip.paid)

    @pytest.mark.parametrize(
        ("held", "level"),
        [
            ({"registered": "senior", "passed": "senior"}, 2),
            ({"appointed": "assistant", "registered": "senior"}, 3),
            ({"appointed": ("assistant", "senior")}, 5),
        ],
    )
    def test_appointed(self, kit, ningbo, held, level):
        """
        Holding a certificate is not enough where appointment is asked for.
        """
        slip = kit.paid(ningbo, kit.worker("member", since(5), *kit.qualified(**held)))

        assert (level, yuan(100 * level)) == (slip.placement.level, slip.paid)

    def test_unknown(self, kit, hohhot):
        """
        A certificate that the publication does not list is refused, not passed over.
        """
        with pytest.raises(ValueNotAllowedError, match="lawyer"):
            kit.paid(hohhot, kit.worker("member", since(5), *kit.qualified(registered="lawyer")))


class TestDegreeAsLevelsOrYears:
    """
    Education and degree both: levels. One of the two: years of service instead.
    """

    @pytest.mark.parametrize(
        ("held", "level"),
        [
            # Four years of service are one rung: 1 + 1.
            ({}, 2),
            ({"education": "junior_college"}, 2),
            ({"education": "bachelor", "degree": "bachelor"}, 3),
            ({"education": "master", "degree": "master"}, 4),
            ({"education": "doctor", "degree": "doctor"}, 5),
            # 4 + 1, 4 + 3 and 4 + 5 years: one, two and three rungs.
            ({"education": "bachelor"}, 2),
            ({"education": "master"}, 3),
            ({"education": "doctor"}, 4),
            ({"degree": "bachelor"}, 2),
            ({"degree": "master"}, 3),
            # A bachelor's degree with the diploma of a junior college: one of the two.
            ({"education": "junior_college", "degree": "bachelor"}, 2),
        ],
    )
    def test_level(self, kit, held, level):
        """
        A degree is worth levels with the diploma and years without; never both.
        """
        published = kit.source(
            "shandong", "三岗十八级的学历学位加级", "https://www.zbrczp.cn/article/43673.html"
        )
        both = kit.credit(
            CreditFor.EDUCATION_AND_DEGREE,
            ("junior_college", 0),
            *zip(DEGREES, (1, 2, 3), strict=True),
            group="degree",
        )
        one = kit.credit(
            CreditFor.EDUCATION_OR_DEGREE,
            ("junior_college", 0),
            *zip(DEGREES, (1, 3, 5), strict=True),
            gives=CreditGives.YEARS,
            group="degree",
        )
        ladder = kit.ladder(("member", 1, 12), rises=every(3), worth=(both, one))
        rules = kit.scheme(published, ladder=ladder)
        slip = kit.paid(rules, kit.worker("member", since(4), *kit.qualified(**held)))

        assert (level, yuan(100 * level)) == (slip.placement.level, slip.paid)
        assert 4 == slip.placement.years

    @pytest.mark.parametrize(
        ("years", "held", "level"),
        [
            (0, "bachelor", 2),  # 3 years deemed
            (0, "doctor", 3),  # 7
            (4, "bachelor", 3),  # 4 + 3 = 7
            (4, "master", 4),  # 4 + 5 = 9
            (4, "doctor", 4),  # 4 + 7 = 11
            (5, "doctor", 5),  # 5 + 7 = 12
            (30, "doctor", 12),  # 37: twelve rungs, held at the eleventh
        ],
    )
    def test_deemed_years(self, kit, years, held, level):
        """
        A degree can be worth years of service alone: three, five or seven.
        """
        published = kit.source(
            "deemed-years", "学历学位折算工作年限", "https://www.educity.cn/shgzz/5369671.html"
        )
        worth = kit.credit(
            CreditFor.EDUCATION_AND_DEGREE,
            *zip(DEGREES, (3, 5, 7), strict=True),
            gives=CreditGives.YEARS,
        )
        ladder = kit.ladder(("member", 1, 12), rises=every(3), worth=(worth,))
        rules = kit.scheme(published, ladder=ladder)
        someone = kit.worker("member", since(years), *kit.qualified(education=held, degree=held))

        assert level == kit.paid(rules, someone).placement.level


class TestDegreeAsTreatment:
    """
    A doctor is treated as a chief, a master as a deputy; amounts are made up.
    """

    @pytest.fixture
    def parts(self, kit):
        """
        Base wage by the post whose treatment counts, allowance by the post held, 50.00 a year.
        """
        return (
            Component(
                key="basic",
                label=Label("基本工资", "base wage"),
                selector=Selector.TREATMENT,
                amount=kit.amounts(("general", 2600), ("deputy", 2800), ("chief", 3000)),
            ),
            Component(
                key="seniority",
                label=Label("年限补贴", "seniority allowance"),
                selector=Selector.YEARS,
                amount=YearlyRate(per_year=yuan(50), cap=None),
            ),
            Component(
                key="post",
                label=Label("职务补贴", "post allowance"),
                selector=Selector.POSITION,
                amount=kit.amounts(("general", 100), ("deputy", 300), ("chief", 500)),
            ),
        )

    def rules(self, kit, parts, **more):
        """
        Make the scheme; the degree counts after so many full years.
        """
        beijing = kit.source(
            "beijing-2015", "北京市社区工作者待遇", "http://m.5728338.com/GuoJiZhengCe/654100.html"
        )
        worth = kit.credit(
            CreditFor.DEGREE,
            ("bachelor", 0),
            ("master", "deputy"),
            ("doctor", "chief"),
            gives=CreditGives.POSITION,
            after_years=more.pop("after_years"),
        )
        posts = (("general", None, None), ("deputy", None, None), ("chief", None, None))
        ladder = kit.ladder(*posts, worth=(worth,))
        more.setdefault("probation", ())
        return kit.scheme(
            beijing, made_up=("scale", "probation"), ladder=ladder, scale=parts, **more
        )

    @pytest.mark.parametrize(
        ("post", "start", "degree", "amounts"),
        [
            ("general", date(2024, 6, 2), "doctor", (2600, 0, 100)),  # one day short of a year
            ("general", date(2024, 6, 1), "doctor", (3000, 50, 100)),
            ("general", date(2023, 6, 1), "master", (2800, 100, 100)),
            ("general", date(2023, 6, 1), "bachelor", (2600, 100, 100)),
            ("deputy", date(2023, 6, 1), "master", (2800, 100, 300)),
            ("chief", date(2023, 6, 1), "master", (3000, 100, 500)),
        ],
    )
    def test_after_a_year(self, kit, parts, post, start, degree, amounts):
        """
        After a year the degree brings the better post's base wage, and no post allowance.
        """
        rules = self.rules(kit, parts, after_years=1)
        slip = kit.paid(rules, kit.worker(post, start, *kit.qualified(degree=degree)))

        assert tuple(map(yuan, amounts)) == slip.amounts
        assert yuan(sum(amounts)) == slip.paid

    @pytest.mark.parametrize(("month", "paid"), [(6, 2700), (7, 3100)])
    def test_after_probation(self, kit, parts, month, paid):
        """
        Until probation ends the worker is paid as any newcomer; then as a chief.
        """
        newcomer = ProbationRule(
            entry="new",
            base=ProbationBase.POSITION,
            share=Fraction(1),
            award=True,
            position="general",
        )
        first = date(2025, 1, 1)
        on_probation = Probation(
            id="p-1", entry="new", start=first, end=date(2025, 7, 1), known=first
        )
        rules = self.rules(kit, parts, after_years=0, probation=(newcomer,))
        doctor = kit.worker("general", first, on_probation, *kit.qualified(degree="doctor"))

        assert yuan(paid) == kit.paid(rules, doctor, Month(2025, month)).paid


class TestCertificateInYuan:
    """
    A monthly amount for each certificate, the highest alone.
    """

    @pytest.mark.parametrize(
        ("place", "link", "rows"),
        [
            ("shandong", "https://www.zbrczp.cn/article/43673.html", (100, 200, 300)),
            ("longkou", "https://m.educity.cn/shgzz/5273130.html", (100, 200, 300)),
            ("gansu", "https://m.educity.cn/shgzz/5273130.html", (200, 300, 500)),
            ("jinzhou", "https://bjasct.com/chinajob/c/2022-01-18/339143", (100, 200, 300)),
            ("hebei", "http://zhangjiakou.offcn.com/html/2021/01/56008.html", (50, 100, 200)),
            ("beijing", "http://www.hbrsks.net/shehui/?id=53082", (50, 80)),
            ("unnamed", "https://zgxfly.com/bmgz/jczq/191365131", (300, 500, 800)),
        ],
    )
    def test_amounts(self, kit, place, link, rows):
        """
        Each certificate has its amount; of several registered the highest counts.
        """
        names = CERTIFICATES[: len(rows)]
        allowance = Component(
            key="certificate",
            label=Label("职业资格津贴", "certificate allowance"),
            selector=Selector.CERTIFICATE,
            amount=kit.amounts(("none", 0), *zip(names, rows, strict=True)),
        )
        published = kit.source(place, "社区工作者职业资格津贴", link)
        rules = kit.scheme(published, scale=(allowance,))
        held = [{}, *({"registered": name} for name in names), {"registered": names}]
        slips = [
            kit.paid(rules, kit.worker("m", since(1), *kit.qualified(**each))) for each in held
        ]

        assert [0, *map(yuan, rows), yuan(rows[-1])] == [slip.paid for slip in slips]

    @pytest.mark.parametrize(
        ("effective", "paid"),
        [
            (Effective.SAME_MONTH, (0, 80, 80)),  # Beijing
            (Effective.NEXT_MONTH, (0, 0, 80)),  # Hebei
        ],
    )
    def test_from(self, kit, effective, paid):
        """
        An allowance starts with the month of registration, or with the next.
        """
        allowance = Component(
            key="certificate",
            label=Label("职业资格津贴", "certificate allowance"),
            selector=Selector.CERTIFICATE,
            amount=kit.amounts(("none", 0), ("social_worker", 80)),
        )
        start = AllowancesFrom(certificate=effective, education=Effective.SAME_DAY)
        published = kit.source(
            "beijing-2009", "北京市社区工作者津贴", "http://www.hbrsks.net/shehui/?id=53082"
        )
        rules = kit.scheme(published, scale=(allowance,), allowances_from=start)
        registered = CertificateRegistration(
            id="c-1",
            certificate="social_worker",
            start=date(2025, 6, 10),
            known=date(2025, 6, 10),
        )
        someone = kit.worker("m", since(1), registered)
        slips = [kit.paid(rules, someone, Month(2025, month)) for month in (5, 6, 7)]

        assert tuple(map(yuan, paid)) == tuple(slip.paid for slip in slips)
