import partygrid

version: str = partygrid.__version__
