"""
What is required, what is there, and what is missing: bands, ratios, findings, reports.
"""

from partygrid.norms._band import Band
from partygrid.norms._finding import Finding, Report, Verdict
from partygrid.norms._ratio import Ratio

__all__ = ["Band", "Finding", "Ratio", "Report", "Verdict"]
