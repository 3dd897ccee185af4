"""The checkout as the tests of this folder read it: its files, its papers, its sources as syntax trees."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
SOURCES = CHECKOUT / "src" / "evenhand"
ROOMS = sorted(path.name for path in SOURCES.iterdir() if (path / "__init__.py").exists())
Function = ast.FunctionDef | ast.AsyncFunctionDef


def files() -> list[Path]:
    """Every file of the project, committed or about to be; what git ignores is not of the project."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (CHECKOUT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def text(name: str) -> str:
    """A file of the checkout, as text."""
    return (CHECKOUT / name).read_text(encoding="utf-8")


@cache
def settings() -> dict:
    """What pyproject.toml says."""
    return tomllib.loads(text("pyproject.toml"))


@cache
def trees() -> dict[Path, ast.Module]:
    """Every Python source file of the package, parsed."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCES.rglob("*.py"))}


def functions(tree: ast.Module) -> Iterator[Function]:
    """Every function in a file, methods and inner ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def in_backticks(paper: str) -> set[str]:
    """What a paper puts in backticks, outside of code blocks."""
    prose = re.sub(r"```.*?```", "", paper, flags=re.DOTALL)
    return set(re.findall(r"`([^`\n]+)`", prose))


def links(paper: str) -> set[str]:
    """Where a paper's links and pictures lead, without what leads out of the project or within the page."""
    targets = re.findall(r"\]\(([^)\s]+)\)", paper)
    return {target.partition("#")[0] for target in targets if not re.match(r"[a-z]+:|#", target)}
