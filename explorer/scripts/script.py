"""A script to take away: one file that needs nothing of this project and gives the numbers of a page."""

import ast
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from explorer.pages import page_named
from explorer.scripts.templates import SHARED, environment

# Where a package is not called what it is imported as.
PACKAGE_OF = {"sklearn": "scikit-learn", "PIL": "pillow"}

_templates = environment(SHARED)


@dataclass(frozen=True)
class Script:
    """A Python script, what its file is called, and the argument that it wants, if any.

    `companion` is a file of this project that it reads.
    """

    file_name: str
    text: str
    argument: str = ""
    companion: Path | None = None

    @cached_property
    def packages(self) -> tuple[str, ...]:
        """What has to be installed, in the order in which it is imported."""
        imported = [
            name.split(".")[0]
            for node in ast.walk(ast.parse(self.text))
            for name in _names_imported(node)
            if name.split(".")[0] not in sys.stdlib_module_names
        ]
        return tuple(PACKAGE_OF.get(name, name) for name in dict.fromkeys(imported))

    @property
    def command(self) -> str:
        """What starts it."""
        return f"python {self.file_name} {self.argument}".rstrip()


def _names_imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def script_of(page: str, chapter: str, **settings: object) -> Script:
    """Return the script of a page's chapter for these settings, from the template that is called after both."""
    declared = page_named(page)
    place = f'"{declared.title}", "{declared.chapter(chapter).title}"'
    made_by = f"From GAN Explorer, {place}: for exactly the settings that stood there."
    file_name = f"{page}_{chapter}.py"
    text = _templates.get_template(f"{file_name}.jinja").render(made_by=made_by, file_name=file_name, **settings)
    return Script(file_name, text)
