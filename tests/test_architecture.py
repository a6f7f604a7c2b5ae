"""The house rules of CONTRIBUTING.md that a machine can check."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from explorer.pages import BESIDE, PAGES
from tests.conftest import ROOT

EXPLORER = ROOT / "explorer"
PAGE_LINES = 120
CHAPTER_LINES = 160

# layer -> the explorer layers it may import, besides itself
MAY_IMPORT = {
    "theory": set(),
    "data": set(),
    "lectures": set(),
    "models": set(),
    "figures": set(),
    "scripts": set(),
    "training": {"models", "data", "theory", "scripts"},
    "quiz": {"training", "models", "data", "theory"},
    "ui": {"quiz", "lectures", "training", "models", "data", "figures", "theory", "scripts"},
    "chapters": {"ui", "quiz", "lectures", "training", "models", "data", "figures", "theory", "scripts"},
    "recording": {"lectures", "training", "models", "data", "theory"},
    "command_line": {"training", "models", "data", "figures", "theory"},
    "pages": {"chapters", "ui", "quiz", "lectures", "training", "models", "data", "figures", "theory", "scripts"},
}
FOR_ALL = (
    "explorer.pages",
    "explorer.arrays",
    "explorer.importing",
    "explorer.names",
    "explorer.numbers",
    "explorer.old_words",
)  # what any layer may import
# package -> where it may be imported
HOMES = {
    "streamlit": {"streamlit_app.py", "pages", "ui", "chapters"},
    "plotly": set(),
    "torch": {"models", "training", "recording"},
    "sklearn": {"data"},
    "pooch": {"data"},
}


def product_files() -> list[Path]:
    return [
        ROOT / "streamlit_app.py",
        *sorted((ROOT / "pages").glob("*.py")),
        *sorted((ROOT / "recording").glob("*.py")),
        *sorted(EXPLORER.rglob("*.py")),
    ]


def layer_of(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    if parts[0] == "explorer" and len(parts) > 2:
        return parts[1]
    return parts[0]


def imported_modules(path: Path) -> set[str]:
    modules = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules.add(node.module)
    return modules


@pytest.mark.parametrize("path", product_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_downwards(path: Path) -> None:
    layer = layer_of(path)
    for module in imported_modules(path):
        first, *rest = module.split(".")
        if first in HOMES:
            assert layer in HOMES[first], f"{path.name} may not import {first}"
        if module not in FOR_ALL and first == "explorer" and rest and layer in MAY_IMPORT:
            assert rest[0] == layer or rest[0] in MAY_IMPORT[layer], f"{layer} may not import {module}"


def test_every_page_is_listed_and_every_listed_page_exists() -> None:
    pages = (*PAGES, *BESIDE)
    listed = {page.file for page in pages}
    assert listed == {f"pages/{path.name}" for path in (ROOT / "pages").glob("*.py")}
    assert len({page.name for page in pages}) == len(pages)


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda path: path.name)
def test_a_page_is_short_and_reads_from_top_to_bottom(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= PAGE_LINES
    tree = ast.parse(source)
    assert ast.get_docstring(tree), "a page begins with its learning goal"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            assert node.name != "main"
            assert (node.end_lineno or 0) - node.lineno < 10, f"{node.name} is too long for a page"


def test_chapters_are_short() -> None:
    for path in sorted((EXPLORER / "chapters").rglob("*.py")):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= CHAPTER_LINES, path


def raw_html(source: str) -> list[str]:
    """Return what a file's code puts into a page as raw HTML: the arguments, as they are written."""
    found = []
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        options = {option.arg: ast.unparse(option.value) for option in call.keywords}
        if ast.unparse(call.func).rpartition(".")[2] in ("html", "iframe"):
            found += [*map(ast.unparse, call.args), *options.values()]
        else:
            found += [options[name] for name in ("html", "unsafe_allow_html") if name in options]
    return found


@pytest.mark.parametrize(
    "source",
    [
        "st.html(text)",
        "html(body=text)",
        "place.html(text)",
        "st.components.v1.html(text)",
        "st.markdown(words, unsafe_allow_html=text)",
        "component(name, html=text)",
    ],
)
def test_raw_html_is_found_however_it_comes_in(source: str) -> None:
    assert raw_html(f"def show():\n    {source}") == ["text"]


def test_raw_html_comes_from_our_own_files_or_is_escaped() -> None:
    """Text on its way into a page is Markdown, in which Streamlit shows HTML as text; what is not is listed here."""
    sources = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in product_files()}
    found = {file: html for file, source in sources.items() if (html := raw_html(source))}
    assert found == {
        # files that lie in this project
        "streamlit_app.py": ["LOOK / 'page.css'"],
        "explorer/ui/component.py": ["_text(f'{name}.html') or None"],
        "explorer/ui/print_button.py": ["Path(__file__).with_name('handout.css')"],
        # the same, and keys of our own figures and controls
        "explorer/ui/walkthrough.py": ["_css(step.figure, controls.hidden if presents else None)"],
        # escaped: a test beside each says so
        "explorer/ui/indices.py": ["True"],
        "explorer/ui/legend.py": ["legend_html(marks, before)"],
        "explorer/ui/tiles.py": ["tiles_html(tiles, n_columns, min_width)"],
    }


def test_nothing_seeds_globally() -> None:
    for path in product_files():
        source = path.read_text(encoding="utf-8")
        assert "np.random.seed" not in source, path
        assert "torch.manual_seed" not in source, path


def test_torch_is_never_imported_when_a_page_module_is_loaded() -> None:
    """Figures, theory, data and ui must not pull torch in: a page without torch never pays for it."""
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for layer in ("theory", "data", "figures", "lectures", "scripts", "quiz", "ui", "chapters", "command_line")
        for path in sorted((EXPLORER / layer).rglob("*.py"))
        if path.name != "__init__.py"
    ]
    program = f"import sys\nfor m in {modules!r}: __import__(m)\nassert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT)


def caches_of(path: Path) -> list[tuple[str, ast.FunctionDef, dict[str, ast.expr]]]:
    """Return each cached function of a file: its cache's name, itself, and how the cache was asked for."""
    found = []
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for decorator in function.decorator_list if isinstance(function, ast.FunctionDef) else ():
            call = decorator.func if isinstance(decorator, ast.Call) else decorator
            options = {option.arg or "": option.value for option in getattr(decorator, "keywords", [])}
            name = ast.unparse(call).rpartition(".")[2]
            if name in ("cache", "lru_cache", "cache_data", "cache_resource"):
                found.append((name, function, options))
    return found


@pytest.mark.parametrize("path", product_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_cache_grows_without_bound(path: Path) -> None:
    """A cache says how much it keeps, keeps one thing only, or goes with its session."""
    for name, function, options in caches_of(path):
        keeps_one = not function.args.args
        of_session = ast.unparse(options.get("scope", ast.Constant(None))) == "'session'"
        bound = options.get("maxsize" if name == "lru_cache" else "max_entries")
        is_bound = bound is not None and ast.unparse(bound) != "None"
        assert keeps_one or of_session or is_bound, f"{function.name} is cached without a bound"


LOST = re.compile(r"[\a\b\f\v\r](?=[a-z])|\t(?=[a-z]+[{\\ ])")


def test_no_formula_lost_its_backslash() -> None:
    """`"\\frac"` that is no raw string begins with a form feed, and no typesetter says so."""
    lost = []
    for file in sorted(EXPLORER.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and LOST.search(node.value):
                lost.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert lost == []
