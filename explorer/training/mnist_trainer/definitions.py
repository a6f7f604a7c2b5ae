"""The source of chosen functions and classes with all that they use, as one piece that stands alone.

Files are read, not imported, so that nobody waits for torch.
"""

import ast
import re
import sys
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[3]
PACKAGE = "explorer"

# What is there for a type checker alone, headings that a short script can do without, and ways to names in the package.
PLAINER = (
    (re.compile(r"  # type: ignore\[.*?\]"), ""),
    (re.compile(r"^ +assert isinstance\(.*\)\n", re.MULTILINE), ""),
    (re.compile(r'TypeVar\("\w+", (.*)\)'), lambda found: found[1].replace(", ", " | ")),
    (re.compile(r"^ +References\n +-+\n", re.MULTILINE), ""),
    (re.compile(rf"\b{PACKAGE}(\.[a-z_0-9]+)+\."), ""),
)


class Module(NamedTuple):
    """A file's lines, and its top-level statements by the names that they define or import."""

    lines: list[str]
    statements: dict[str, ast.stmt]


def definitions(*wanted: tuple[str, str]) -> str:
    """Return the source of each (module, name), every definition after those of the project that it uses.

    Imports, as they stand in their files, and constants come first; `tidy_imports` brings the former in order.
    """
    found: dict[tuple[str, str], str] = {}
    for module, name in wanted:
        _collect(module, name, found)
    texts = list(dict.fromkeys(text for text in found.values() if text))
    one_line = [text for text in texts if not _is_block(text)]
    source = "\n\n\n".join(["\n".join(one_line), *(text for text in texts if _is_block(text))])
    for pattern, replacement in PLAINER:
        source = pattern.sub(replacement, source)
    return source.strip("\n")


def _collect(module: str, name: str, found: dict[tuple[str, str], str]) -> None:
    """Add a definition to `found`, after what it uses; each once."""
    if (module, name) in found:
        return
    lines, statements = _read(module)
    statement = statements[name]
    if isinstance(statement, ast.ImportFrom) and (statement.module or "").startswith(PACKAGE):
        _collect(str(statement.module), name, found)
        return
    used = [node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and node.id in statements]
    for other in used:
        if other != name:
            _collect(module, other, found)
    found[module, name] = _text(lines, statement)


@lru_cache(maxsize=64)
def _read(module: str) -> Module:
    text = ROOT.joinpath(*module.split(".")).with_suffix(".py").read_text(encoding="utf-8")
    statements: dict[str, ast.stmt] = {}
    for statement in ast.parse(text).body:
        statements.update(dict.fromkeys(_names(statement), statement))
    return Module(text.splitlines(), statements)


def _names(statement: ast.stmt) -> list[str]:
    """Return the names that a top-level statement defines or imports."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return [statement.name]
    if isinstance(statement, ast.Import | ast.ImportFrom):
        return [alias.asname or alias.name.split(".")[0] for alias in statement.names]
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return [node.id for target in targets if target for node in ast.walk(target) if isinstance(node, ast.Name)]


def _text(lines: list[str], statement: ast.stmt) -> str:
    """Return a statement's lines with its decorators and the comment right above it."""
    start = min([statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", []))]) - 1
    while start and lines[start - 1].startswith("#"):
        start -= 1
    return "\n".join(lines[start : statement.end_lineno])


def _is_block(text: str) -> bool:
    return re.search(r"^(def|class) ", text, re.MULTILINE) is not None


def tidy_imports(source: str) -> str:
    """Return a module's source with the imports that it uses, and no others, where the first one stood.

    Sorted as ruff sorts: the standard library, then the rest; `import` before `from`.
    """
    tree = ast.parse(source)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    statements = [s for s in tree.body if isinstance(s, ast.Import | ast.ImportFrom)]
    plain: set[str] = set()
    members: dict[str, set[str]] = {}
    for statement in statements:
        for alias, name in zip(statement.names, _names(statement), strict=True):
            if name in used and isinstance(statement, ast.Import):
                plain.add(f"{alias.name} as {alias.asname}" if alias.asname else alias.name)
            elif name in used and isinstance(statement, ast.ImportFrom):
                members.setdefault(str(statement.module), set()).add(name)
    sections = (
        "".join(
            [f"import {module}\n" for module in sorted(plain) if _is_standard(module) is standard]
            + [
                f"from {module} import {', '.join(sorted(names, key=_rank))}\n"
                for module, names in sorted(members.items())
                if _is_standard(module) is standard
            ]
        )
        for standard in (True, False)
    )
    lines = source.splitlines(keepends=True)
    first = statements[0].lineno - 1
    gone = {i for s in statements for i in range(s.lineno - 1, s.end_lineno or s.lineno)}
    rest = "".join(line for i, line in enumerate(lines[first:], first) if i not in gone)
    return "".join(lines[:first]) + "\n".join(sections) + "\n" + rest.lstrip("\n")


def _is_standard(module: str) -> bool:
    return module.split(".")[0] in sys.stdlib_module_names


def _rank(name: str) -> tuple[int, str]:
    """Sort constants, then classes, then the rest."""
    return (0 if name.isupper() and len(name) > 1 else 1 if name[0].isupper() else 2), name
