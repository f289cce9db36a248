"""
What strategies can reach: one set of draws is searched by all tests that ask about a strategy.

Drawing is what takes time, and a value drawn for one question answers others as well.
"""

from hypothesis import HealthCheck, Phase, given, seed, settings

FIRST = 100
MOST = 5_000
_POOLS = {}


class Pool:
    """
    Hold what a strategy drew so far, the same each time; more is drawn only if nothing fits.
    """

    def __init__(self, strategy):
        self.strategy, self.drawn, self.asked = strategy, [], 0

    def first(self, wanted):
        """
        Give the first value that is wanted; `AssertionError` if many draws bring none.
        """
        place = 0
        while True:
            for value in self.drawn[place:]:
                if wanted(value):
                    return value
            assert self.asked < MOST, f"{MOST} draws of {self.strategy} bring none that is wanted"
            place = len(self.drawn)
            self._draw(max(FIRST, self.asked))

    def _draw(self, count):
        # Each round has a seed of its own, or it would draw the same again.
        @seed(self.asked)
        @settings(
            max_examples=count,
            phases=[Phase.generate],
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(self.strategy)
        def keep(value):
            self.drawn.append(value)

        keep()
        self.asked += count


def reached(strategy, wanted):
    """
    Give a value of a strategy, or of what makes one, that is wanted.

    Whoever makes it anew makes it alike, so that its draws are shared. So are those of strategies
    that are written alike; but what is written `lambda` may be anything, and shares its draws only
    with itself.
    """
    if callable(strategy):
        if strategy not in _POOLS:
            _POOLS[strategy] = Pool(strategy())
        return _POOLS[strategy].first(wanted)
    written = repr(strategy)
    key = strategy if "lambda" in written else written
    return _POOLS.setdefault(key, Pool(strategy)).first(wanted)


def reaches(strategy, wanted):
    """
    Tell that a strategy can draw a value that is wanted.
    """
    reached(strategy, wanted)
    return True
