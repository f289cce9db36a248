"""
Which fact of a placement picks a row.
"""

from __future__ import annotations

from partygrid.labels import LabelledEnum


class Selector(LabelledEnum):
    """
    Say which fact of a placement picks the row.
    """

    LEVEL = "level", "职级", "level"
    YEARS = "years", "工作年限", "years of service"
    CERTIFICATE = "certificate", "职业资格（已登记）", "certificate registered"
    CERTIFICATE_PASSED = "certificate_passed", "职业资格（已取得）", "certificate passed"
    CERTIFICATE_APPOINTED = (
        "certificate_appointed",
        "职业资格（已聘任）",
        "certificate appointed on",
    )
    STEP = "step", "档次", "step"
    POSITION = "position", "岗位", "position"
    TREATMENT = "treatment", "待遇岗位", "position treated as"
    EDUCATION = "education", "学历", "education"
    DEGREE = "degree", "学位", "degree"
    POSTS = "posts", "任职数", "offices held"

    @property
    def takes_numbers(self) -> bool:
        """
        Whether its rows are whole numbers; the others have names.
        """
        return self in _NUMBERS


QUALIFIED = {
    Selector.CERTIFICATE,
    Selector.CERTIFICATE_PASSED,
    Selector.CERTIFICATE_APPOINTED,
    Selector.EDUCATION,
    Selector.DEGREE,
}
"""
The facts that a worker may have none of, which is a row of its own.
"""
_NUMBERS = {Selector.LEVEL, Selector.YEARS, Selector.STEP, Selector.POSTS}
