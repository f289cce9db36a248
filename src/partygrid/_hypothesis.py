"""
The entry point that Hypothesis calls when it is imported; it makes ``st.from_type`` know us.

Whatever goes wrong here breaks every test run of every user, so it does next to nothing: the
strategies are imported only when one is first drawn from.
"""

__all__ = ["register"]


def register() -> None:
    """
    Leave the registration to `partygrid.strategies`, which runs it when it is first imported.

    >>> register()
    """
