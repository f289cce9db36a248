"""
Values as JSON-ready data and back, every problem reported with its path.
"""

from partygrid.serial._convert import Amounts, from_data, to_data

__all__ = ["Amounts", "from_data", "to_data"]
