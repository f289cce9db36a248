"""
What a slip counts: small units, so that quantities are whole numbers.
"""

from __future__ import annotations

from typing import Final

from partygrid.labels import Label, LabelledEnum
from partygrid.points._checks import check_count

MOST_QUANTITY: Final = 10**9
"""
The largest quantity that one slip may say.
"""


class Quantity(LabelledEnum):
    """
    Say what a slip of an activity counts.

    >>> Quantity.MINUTE.counted(60).en, Quantity.TIME.counted(1).zh
    ('60 minutes', '1次')
    """

    MINUTE = "minute", "分钟", "minutes"
    GRAM = "gram", "克", "grams"
    TIME = "time", "次", "times"
    ITEM = "item", "件", "items"

    def counted(self, amount: int) -> Label:
        """
        Write an amount with its unit.

        Raises:
            WrongTypeError: The amount is not an int.
            ValueNotAllowedError: The amount is below 0 or above 1,000,000,000.
        """
        check_count(amount, "amount", least=0, most=MOST_QUANTITY)
        zh, en = self.label.zh, self.label.en
        return Label(f"{amount}{zh}", f"{amount} {en.removesuffix('s') if amount == 1 else en}")

    def per(self, amount: int) -> Label:
        """
        Write for how much of it something is given.

        Raises:
            WrongTypeError: The amount is not an int.
            ValueNotAllowedError: The amount is below 1 or above 1,000,000,000.
        """
        check_count(amount, "amount", most=MOST_QUANTITY)
        zh, en = self.label.zh, self.label.en
        if amount == 1:
            return Label(f"每{zh}", f"for each {en.removesuffix('s')}")
        return Label(f"每{amount}{zh}", f"for every {amount} {en}")
