"""
Search in English and Chinese: Chinese text is found by any two characters in a row.

Chinese is written without spaces, so that a sentence would be one word of the index. Pairs need
no dictionary of words and find every term of two characters or more.
"""

import re

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

_RUNS = re.compile(r"[\u4e00-\u9fff]+|[^\W\u4e00-\u9fff]+")
_FIRST_WIDE = "\u4e00"
_LAST_WIDE = "\u9fff"

# The same in the browser, for what a reader types.
_SPLIT_QUERY = r"""
var splitQuery = (query) =>
  (query.match(/[\u4e00-\u9fff]+|(?:(?![\u4e00-\u9fff])[\p{L}\p{N}_])+/gu) || []).flatMap((run) =>
    /^[\u4e00-\u9fff]{2,}$/.test(run)
      ? Array.from({ length: run.length - 1 }, (_, place) => run.slice(place, place + 2))
      : [run]
  );
"""


class PairSearch(SearchEnglish):
    """
    Split English into words and Chinese into pairs of characters.
    """

    lang = "pairs"
    # In the browser the stemmer is found by this name.
    language_name = "English"
    js_splitter_code = _SPLIT_QUERY

    def split(self, text: str) -> list[str]:
        """
        Split a text as the index needs it.
        """
        return [word for run in _RUNS.findall(text) for word in _words(run)]


def _words(run: str) -> list[str]:
    if len(run) == 1 or not _FIRST_WIDE <= run[0] <= _LAST_WIDE:
        return [run]
    return [run[place : place + 2] for place in range(len(run) - 1)]


def setup(app: Sphinx) -> dict[str, bool]:
    """
    Make the search known.
    """
    app.add_search_language(PairSearch)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
