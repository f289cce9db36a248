import importlib.util
import sys

import pytest


def test_missing(monkeypatch):
    """
    Without Hypothesis the room cannot be imported, and the error says what to install.
    """
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    spec = importlib.util.find_spec("partygrid.strategies._needed")

    with pytest.raises(ImportError, match=r"partygrid\[testing\]") as caught:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))

    assert "hypothesis" == caught.value.name
