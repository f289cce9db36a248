"""
On whose word the numbers of the published structures stand.
"""

from datetime import date

import pytest

from partygrid.pay import every
from partygrid.sources import Grade


@pytest.fixture
def rules(kit):
    """
    A scheme whose ladder is published and whose service rule is partly made up.
    """
    published = kit.source("three-posts", "三岗十八级", "https://www.zbrczp.cn/article/43673.html")
    ladder = kit.ladder(("member", 1, 12), rises=every(3))
    return kit.scheme(published, made_up=("service",), ladder=ladder, service=kit.service())


class TestGrades:
    @pytest.mark.parametrize(
        ("name", "grade", "key"),
        [
            ("ladder", Grade.PUBLISHED, "three-posts"),
            ("service", Grade.ASSUMED, "three-posts-figures"),
            ("scale", Grade.ASSUMED, "figures"),
        ],
    )
    def test_each(self, rules, name, grade, key):
        """
        What is published stands on the publication's word, what is made up is called a guess.
        """
        (entry,) = getattr(rules, name).entries

        assert (grade, key) == (entry.source.grade, entry.source.key)

    def test_link(self, rules):
        """
        A publication can be looked up, and so can what a guess was added to.
        """
        links = {getattr(rules, name).entries[0].source.link for name in ("ladder", "service")}

        assert {"https://www.zbrczp.cn/article/43673.html"} == links

    def test_listed_with_the_slip(self, kit, rules):
        """
        A payslip lists every guess that it leans on, and no published value.
        """
        slip = kit.paid(rules, kit.worker("member", date(2020, 3, 1)))
        fields = {each.field for each in slip.assumptions()}

        assert {"service", "scale"} <= fields
        assert "ladder" not in fields
