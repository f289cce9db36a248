"""
The rules by which urban communities (社区) in China run, as typed values and pure functions.

The subpackages are the namespaces: `partygrid.money`, `partygrid.dated`, `partygrid.pay` and so
on. Nothing is imported here, so that a host pays only for the rooms it enters.
"""

__all__ = ["__version__"]

__version__ = "0.1.0"
