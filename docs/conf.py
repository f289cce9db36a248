"""
How the documentation site is built: `make site`.
"""

import sys
from pathlib import Path

from partygrid import __version__

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

from library import not_inherited

project = "partygrid"
author = "The partygrid authors"
copyright = author  # noqa: A001 - the name that Sphinx reads
version = release = __version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "public_names",
    "linked_names",
    "notebooks",
    "pages",
    "search_pairs",
]
exclude_patterns = ["_ext", "_static"]

# A reference that leads nowhere is a warning, and warnings are errors.
nitpicky = True
nitpick_ignore = [
    # Made by the library alone: what one has in hand is the public thing around it.
    ("py:class", "Accounts"),
    ("py:class", "partygrid.laws._history.Passed"),
    ("py:class", "partygrid.worktime._table.Table"),
]

myst_enable_extensions = ["colon_fence", "deflist"]
# A link to a section works on GitHub as it does here.
myst_heading_anchors = 3

# In docstrings, single backquotes are references and double ones are code.
default_role = "py:obj"
add_module_names = False
autodoc_default_options = {
    "members": True,
    "member-order": "bysource",
    "inherited-members": not_inherited(),
}
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 80
napoleon_numpy_docstring = False
napoleon_use_rtype = False
toc_object_entries_show_parents = "hide"

# A copied example has no prompts and no answers; the empty line that ends a loop is part of it.
copybutton_prompt_text = r">>> |\.\.\. ?|\$ "
copybutton_prompt_is_regexp = True
copybutton_only_copy_prompt_lines = True

html_theme = "furo"
html_search_language = "pairs"
html_title = f"partygrid {version}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
