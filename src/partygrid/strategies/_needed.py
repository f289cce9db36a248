"""
What this room cannot do without, asked for first: whoever lacks it is told what to install.
"""

try:
    import hypothesis as _hypothesis  # noqa: F401 - asked for, and used by the modules beside
except ImportError as error:
    _MISSING = (
        "partygrid.strategies needs the package 'hypothesis': "
        "pip install 'partygrid[testing]' brings it"
    )
    raise ImportError(_MISSING, name="hypothesis") from error
