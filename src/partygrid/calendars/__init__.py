"""
Calendars from outside: the national calendar of China, announced year by year.

The room needs the extra ``cn`` (``pip install partygrid[cn]``), which brings the package
``holidays``; no other room does. What is taken from it are plain dates, copied when a calendar is
made: no answer of a calendar calls it.
"""

from partygrid.calendars._china import china

__all__ = ["china"]
