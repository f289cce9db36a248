"""
What the pictures of the notebooks share: a font with Chinese characters, and colours.

The font lies in the package ``notojp-matplotlib`` (Noto Sans CJK, SIL Open Font License), so that
nothing has to be installed beside pip's packages. It holds the forms of several countries;
``text.language`` picks those of simplified Chinese.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import matplotlib.pyplot as plt
from matplotlib import font_manager

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Okabe and Ito's colours, which people with colour-blindness can tell apart.
BLUE: Final = "#0072B2"
SKY: Final = "#56B4E9"
GREEN: Final = "#009E73"
ORANGE: Final = "#E69F00"
RED: Final = "#D55E00"
PINK: Final = "#CC79A7"
GREY: Final = "#8C8C8C"
LIGHT: Final = "#E6E6E6"
INK: Final = "#333333"
# On these, dark letters read better than white ones.
_PALE: Final = (SKY, ORANGE, PINK, LIGHT)
COLOURS: Final = (BLUE, ORANGE, GREEN, PINK, SKY, RED)


def _font() -> str:
    """
    Make the font known to matplotlib, and give its name.
    """
    found = find_spec("notojp_matplotlib")
    if found is None or found.origin is None:
        message = "the font is missing: python -m pip install --group notebooks"
        raise ImportError(message)
    path = Path(found.origin).parent / "fonts" / "NotoSansCJKjp-Regular.otf"
    font_manager.fontManager.addfont(path)
    return font_manager.FontProperties(fname=path).get_name()


def use_style() -> None:
    """
    Set font, sizes and colours for all pictures.
    """
    plt.rcParams.update(
        {
            "font.family": [_font()],
            "text.language": "zh-Hans",
            "axes.unicode_minus": False,
            "font.size": 10,
            "axes.titlesize": 11,
            "axes.titlelocation": "left",
            "axes.edgecolor": GREY,
            "axes.labelcolor": INK,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.prop_cycle": plt.cycler(color=COLOURS),
            "figure.dpi": 100,
            "figure.constrained_layout.use": True,
            "text.color": INK,
            "xtick.color": INK,
            "ytick.color": INK,
            "legend.frameon": False,
            "savefig.dpi": 100,
        }
    )


def canvas(width: float = 8, height: float = 3.4, columns: int = 1) -> tuple[Figure, list[Axes]]:
    """
    Open a picture with one plot or several beside each other.

    Args:
        width: In inches, of a hundred dots each.
        height: The same.
        columns: How many plots.
    """
    figure, axes = plt.subplots(1, columns, figsize=(width, height), squeeze=False)
    return figure, list(axes[0])


def ink_on(colour: str) -> str:
    """
    Give the colour of letters on a colour.
    """
    return "black" if colour in _PALE else "white"


def bare(axes: Axes, *sides: str) -> None:
    """
    Take lines and ticks of some sides away.
    """
    for side in sides:
        axes.spines[side].set_visible(False)
    axes.tick_params(
        left="left" not in sides,
        bottom="bottom" not in sides,
    )


def legend_above(axes: Axes, columns: int, handles: Sequence[Artist] | None = None) -> None:
    """
    Put the legend above the picture, where it covers nothing and takes no width.

    Args:
        axes: The plot.
        columns: How many entries stand beside each other.
        handles: The entries; None: those of the plot.
    """
    found, labels = axes.get_legend_handles_labels()
    if handles is not None:
        found, labels = list(handles), [f"{handle.get_label()}" for handle in handles]
    axes.figure.legend(
        found, labels, loc="outside upper left", ncols=columns, handlelength=1.2, columnspacing=1.2
    )


use_style()
