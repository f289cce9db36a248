"""
The open holds, held against a plain dict of last days.
"""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from partygrid.points._holds import ended, pairs, with_holds, without_hold

DAY = date(2025, 2, 3)
STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "drop", "end"]), st.integers(0, 5), st.integers(0, 3)),
    max_size=25,
)


class TestHolds:
    def test_same_day(self):
        """
        What is held at different times until one day stands together.
        """
        other = DAY + timedelta(days=1)
        holds = with_holds(with_holds((), DAY, ["r2"]), other, ["r0"])
        holds = with_holds(holds, DAY, ["r1"])

        assert [(DAY, "r1"), (DAY, "r2"), (other, "r0")] == pairs(holds)
        assert 2 == len(holds)
        assert holds == with_holds(holds, DAY, [])
        assert ((other, "r0"),) == tuple(
            pairs(without_hold(without_hold(holds, DAY, "r2"), DAY, "r1"))
        )

    @given(STEPS)
    def test_as_dict(self, steps):
        """
        Whatever is added, taken out or ended, they are listed by last day and id.
        """
        holds, known = (), {}
        for number, (step, later, count) in enumerate(steps):
            day = DAY + timedelta(days=later)
            if step == "add":
                new = [f"r{number}-{place}" for place in range(count)]
                holds = with_holds(holds, day, new)
                known |= dict.fromkeys(new, day)
            elif step == "drop" and known:
                order = sorted(known)[count % len(known)]
                holds = without_hold(holds, known.pop(order), order)
            elif step == "end":
                over, holds = ended(holds, day)
                assert over == sorted((last, id_) for id_, last in known.items() if last < day)
                known = {id_: last for id_, last in known.items() if last >= day}

            assert pairs(holds) == sorted((last, id_) for id_, last in known.items())
            days = [last for last, _ in holds]
            assert sorted(set(known.values())) == days
