"""
What the library makes public, and where each name is written.
"""

import ast
import importlib
import inspect
import pkgutil
from functools import cache
from types import ModuleType

import partygrid


@cache
def modules() -> tuple[ModuleType, ...]:
    """
    Import every module below the root, private ones too.
    """
    found = pkgutil.walk_packages(partygrid.__path__, "partygrid.")
    return tuple(importlib.import_module(module.name) for module in found)


@cache
def public_modules() -> tuple[ModuleType, ...]:
    """
    Give the public modules among them.
    """
    return tuple(
        module
        for module in modules()
        if not any(part.startswith("_") for part in module.__name__.split("."))
    )


@cache
def public_names() -> frozenset[str]:
    """
    Give every public name under its public path.
    """
    return frozenset(
        f"{module.__name__}.{name}" for module in public_modules() for name in module.__all__
    )


@cache
def origins(module: ModuleType) -> dict[str, str]:
    """
    Tell in which module each name of a public one is written.
    """
    tree = ast.parse(inspect.getsource(module))
    imports = (node for node in tree.body if isinstance(node, ast.ImportFrom))
    found = {alias.name: node.module or "" for node in imports for alias in node.names}
    return {name: found.get(name, module.__name__) for name in module.__all__}


@cache
def constants(module: ModuleType) -> tuple[str, ...]:
    """
    List the names that a module gathers and that are no classes and no functions.
    """
    gathered = (name for name, origin in origins(module).items() if origin != module.__name__)
    return tuple(
        name
        for name in gathered
        if not inspect.isclass(getattr(module, name))
        and not inspect.isroutine(getattr(module, name))
    )


@cache
def public_paths() -> dict[str, str]:
    """
    Map where a name is written, and the bare name where one thing alone has it, to its path.
    """
    paths = {}
    bare: dict[str, list[str]] = {}
    for module in public_modules():
        for name, origin in origins(module).items():
            public = f"{module.__name__}.{name}"
            paths[public] = paths[f"{origin}.{name}"] = public
            bare.setdefault(name, []).append(public)
    return {name: found[0] for name, found in bare.items() if len(found) == 1} | paths


@cache
def public_path(target: str) -> str | None:
    """
    Give the public path of a name, or of a member of what has one; None if it is not public.
    """
    paths = public_paths()
    if target in paths:
        return paths[target]
    # `Series.choose`, `dated.Series`
    owner, _, member = target.rpartition(".")
    if owner in paths:
        return f"{paths[owner]}.{member}"
    return paths.get(f"partygrid.{target}")


@cache
def _outside() -> frozenset[str]:
    """
    List the names that modules of the library take from elsewhere, and type variables.
    """
    return frozenset(
        name
        for module in modules()
        for name, value in vars(module).items()
        if not str(getattr(value, "__module__", "partygrid")).startswith("partygrid")
        or type(value).__name__ == "TypeVar"
    )


def is_outside(target: str) -> bool:
    """
    Whether a name is Python's or another package's, or a type variable, and exists.
    """
    module, _, name = target.rpartition(".")
    if not module:
        return name in _outside() or name in dir(importlib.import_module("builtins"))
    try:
        found = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError):
        return False
    return type(found).__name__ == "TypeVar" or not module.startswith("partygrid")


def not_inherited() -> str:
    """
    List the classes whose members are shown with them alone: public ones, and others' classes.

    What a public class has from a private one is shown as its own.
    """
    public = {name for module in public_modules() for name in module.__all__}
    others = {
        base.__name__
        for module in modules()
        for value in vars(module).values()
        if inspect.isclass(value)
        for base in value.__mro__
        if not base.__module__.startswith("partygrid")
    }
    return ",".join(sorted(public | others))
