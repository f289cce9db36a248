"""
Write the glossary in both languages from its list: `make pages`.
"""

import tomllib
from pathlib import Path
from typing import Any

DOCS = Path(__file__).parents[1]

_TITLES = {"en": "# Glossary", "zh": "# 术语表"}
_INTROS = {
    "en": (
        "One word for one thing, in English and Chinese, with the names that stand for it in the "
        "library.\n"
        "The list is `docs/glossary.toml`; a test holds it to the labels of the library."
    ),
    "zh": (
        "一词一义，中英对照，并列出库中的名称。\n"
        "词条见 `docs/glossary.toml`，由测试与库中的名称和标签核对。"
    ),
}
_HEADERS = {
    "en": "| English | 中文 | what it is, and its name in the library |",
    "zh": "| 中文 | 英文 | 含义及库中名称 |",
}


def rooms() -> list[dict[str, Any]]:
    """
    Read the list.
    """
    text = (DOCS / "glossary.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)["room"]
    return found


def glossary(language: str) -> str:
    """
    Write the page in one language.
    """
    other = "en" if language == "zh" else "zh"
    lines = [_TITLES[language], "", _INTROS[language]]
    for room in rooms():
        lines += ["", f"## {room[language]}", "", _HEADERS[language], "|---|---|---|"]
        for term in room["term"]:
            names = ", ".join(f"`{name}`" for name in term["names"])
            said = term[f"{language}_is"]
            lines.append(f"| {term[language]} | {term[other]} | {said}<br>{names} |")
    return "\n".join(lines) + "\n"
