"""The map shows the house as it is: every room, and nothing that is not there."""

import ast
import re
from pathlib import Path

import pytest
from checkout import CHECKOUT, ROOMS, SOURCES, in_backticks, links, text

PAPERS = ("MAP.md", "TESTING.md", "README.md")
A_PATH = re.compile(r"^[\w.*-]*(?:/[\w.*-]*)+(?::\w+)?$|^[\w.*-]+\.(?:py|toml|md|sql|html|css)(?::\w+)?$")


def found(path: str) -> list[Path]:
    """The files or folders of that path or pattern, in the checkout or in the package."""
    return [one for base in (CHECKOUT, SOURCES) for one in base.glob(path.strip("/")) if one != base]


def paths(paper: str) -> list[str]:
    """What a paper names as a path, perhaps with a name in that file after a colon."""
    return sorted(word for word in in_backticks(text(paper)) if A_PATH.match(word) and not word.startswith(("./", "/")))


def top_names(path: Path) -> set[str]:
    """What a Python file defines at its top."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                names.add(node.name)
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
    return names


@pytest.mark.parametrize("paper", PAPERS)
def test_every_path_in_a_paper_exists(paper: str) -> None:
    missing = [path for path in paths(paper) if not found(path.partition(":")[0])]
    assert missing == []


def test_map_is_read_for_paths() -> None:
    assert len(paths("MAP.md")) > 40


@pytest.mark.parametrize("paper", PAPERS)
def test_every_name_in_a_paper_is_in_its_file(paper: str) -> None:
    missing = []
    for path, _, name in (word.partition(":") for word in paths(paper)):
        for file in found(path):
            if name and file.suffix == ".py" and name not in top_names(file):
                missing.append(f"{path}:{name}")
            if name and file.suffix != ".py" and name not in file.read_text(encoding="utf-8"):
                missing.append(f"{path}:{name}")
    assert missing == []


def test_every_room_is_on_the_map() -> None:
    table = text("MAP.md").partition("## The rooms")[2].partition("\n## ")[0]
    assert [room for room in ROOMS if f"| `{room}/` |" not in table] == []


def test_map_names_no_room_that_is_not_there() -> None:
    table = text("MAP.md").partition("## The rooms")[2].partition("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)/` \|", table, flags=re.MULTILINE)) == set(ROOMS)


def test_every_link_in_every_paper_leads_somewhere() -> None:
    papers = [*CHECKOUT.glob("*.md"), *(CHECKOUT / "docs").rglob("*.md")]
    broken = {
        f"{paper.relative_to(CHECKOUT)}: {link}"
        for paper in papers
        for link in links(paper.read_text(encoding="utf-8"))
        if not (paper.parent / link).exists()
    }
    assert broken == set()
