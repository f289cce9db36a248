"""
Units and the standing that an organisation holds.
"""

from partygrid.org._standing import Standing, Standings
from partygrid.org._units import UnitId, unit_id

__all__ = ["Standing", "Standings", "UnitId", "unit_id"]
