"""`./eh`: from a fresh clone to the command, with a stand-in for uv, so that nothing is fetched."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]

# Makes the environment that the real one would make: a Python, and the command, which repeats its words.
STAND_IN_FOR_UV = """#!/bin/sh
echo "$@" >> "$UV_CALLS"
echo "cache=$UV_CACHE_DIR venv=$VIRTUAL_ENV" >> "$UV_CALLS"
[ -z "$UV_FAILS" ] || exit 2
mkdir -p "$UV_PROJECT_ENVIRONMENT/bin"
printf '#!/bin/sh\\nfor word in "$@"; do echo "<$word>"; done\\nexit 7\\n' > "$UV_PROJECT_ENVIRONMENT/bin/evenhand"
cp "$UV_PROJECT_ENVIRONMENT/bin/evenhand" "$UV_PROJECT_ENVIRONMENT/bin/python"
chmod +x "$UV_PROJECT_ENVIRONMENT/bin/evenhand" "$UV_PROJECT_ENVIRONMENT/bin/python"
"""


class Clone:
    """A fresh clone in a directory with an awkward name."""

    def __init__(self, directory: Path) -> None:
        self.path = directory / 'a clone\'s "home"'
        self.path.mkdir()
        for name in ("eh", "pyproject.toml", "uv.lock"):
            shutil.copy(CHECKOUT / name, self.path)
        self.calls = directory / "calls"
        uv = executable(directory / "uv", STAND_IN_FOR_UV)
        self.settings = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(directory),
            "UV_CALLS": str(self.calls),
            "EVENHAND_UV": str(uv),
            "EVENHAND_PYTHON": sys.executable,
        }

    def eh(self, *words: str, **settings: str | None) -> subprocess.CompletedProcess[str]:
        """Run it with these words; a setting of None is taken out of the environment."""
        chosen = {name: value for name, value in (self.settings | settings).items() if value is not None}
        return subprocess.run([self.path / "eh", *words], env=chosen, cwd="/", capture_output=True, text=True)

    def times_set_up(self) -> int:
        """How often uv was asked to set up."""
        return self.calls.read_text().count("sync") if self.calls.exists() else 0


def executable(path: Path, text: str) -> Path:
    """A program at the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """A fresh clone."""
    return Clone(tmp_path)


def test_sets_up_once_and_passes_every_word_and_the_exit_code_on(clone: Clone) -> None:
    first = clone.eh("load", "a file.csv", "--as", 'x "y"', "*")
    assert first.stdout == '<load>\n<a file.csv>\n<--as>\n<x "y">\n<*>\n'
    assert first.stderr == "Setting up (once, about a minute) ...\n"
    assert first.returncode == 7
    second = clone.eh("demo")
    assert (second.stdout, second.stderr) == ("<demo>\n", "")
    assert clone.times_set_up() == 1
    assert "--locked" in clone.calls.read_text()


def test_sets_up_again_when_the_dependencies_changed(clone: Clone) -> None:
    clone.eh("demo")
    with (clone.path / "uv.lock").open("a") as lock:
        lock.write("# another version\n")
    assert clone.eh("demo").stderr == "Bringing the set-up up to date ...\n"
    assert clone.times_set_up() == 2


def test_sets_up_again_when_the_clone_was_moved(clone: Clone) -> None:
    clone.eh("demo")
    clone.path = clone.path.rename(clone.path.with_name("moved"))
    assert clone.eh("demo").stdout == "<demo>\n"
    assert clone.times_set_up() == 2


def test_failed_set_up_is_said_and_tried_again(clone: Clone) -> None:
    failed = clone.eh("demo", UV_FAILS="yes")
    assert failed.returncode == 1
    assert "The set-up did not finish" in failed.stderr
    assert clone.eh("demo").stdout == "<demo>\n"


def test_works_through_a_link(clone: Clone, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(clone.path / "eh")
    done = subprocess.run([tmp_path / "link", "demo"], env=clone.settings, cwd="/", capture_output=True, text=True)
    assert done.stdout == "<demo>\n"


@pytest.mark.parametrize("home", [None, "/proc/nowhere"])
def test_home_that_cannot_be_written_is_no_obstacle(clone: Clone, home: str | None) -> None:
    assert clone.eh("demo", HOME=home).stdout == "<demo>\n"
    assert f"cache={clone.path}/.uv/cache" in clone.calls.read_text()


def test_environment_that_happens_to_be_active_is_left_alone(clone: Clone) -> None:
    clone.eh("demo", VIRTUAL_ENV="/somewhere")
    assert "venv=\n" in clone.calls.read_text()


def test_python_that_is_too_old_is_said(clone: Clone, tmp_path: Path) -> None:
    tools = only_these_tools(tmp_path, "bash", "readlink", "dirname", "cksum", "cat")
    executable(tools / "python3", "#!/bin/sh\n[ \"$1\" != -V ] || { echo 'Python 3.9.2'; exit; }\nexit 1\n")
    done = clone.eh("demo", PATH=str(tools), EVENHAND_PYTHON=None)
    assert done.returncode == 1
    assert "eh: Python 3.11 or later is needed, and Python 3.9.2 was found." in done.stderr
    (tools / "python3").unlink()
    assert "and no Python was found." in clone.eh("demo", PATH=str(tools), EVENHAND_PYTHON=None).stderr


def test_missing_pip_is_said(clone: Clone, tmp_path: Path) -> None:
    python = executable(tmp_path / "python", f'#!/bin/sh\n[ "$1" != -m ] || exit 1\nexec "{sys.executable}" "$@"\n')
    text = (clone.path / "eh").read_text().replace("print(sys.executable)", f'print("{python}")')
    (clone.path / "eh").write_text(text)
    done = clone.eh("demo", EVENHAND_UV=None)
    assert done.returncode == 1
    assert "pip is missing" in done.stderr
    assert "apt install python3-pip" in done.stderr


def test_uv_comes_by_pip_into_the_clone_and_nowhere_else(clone: Clone, tmp_path: Path) -> None:
    pip = tmp_path / "pip"
    executable(
        pip / "pip.py",
        "import pathlib, shutil, sys\n"
        "if '--target' in sys.argv:\n"
        "    target = pathlib.Path(sys.argv[sys.argv.index('--target') + 1]) / 'bin'\n"
        "    target.mkdir()\n"
        f"    shutil.copy({clone.settings['EVENHAND_UV']!r}, target / 'uv')\n",
    )
    done = clone.eh("demo", EVENHAND_UV=None, PYTHONPATH=str(pip))
    assert done.stdout == "<demo>\n"
    assert (clone.path / ".uv" / "tool" / "bin" / "uv").exists()


def only_these_tools(directory: Path, *names: str) -> Path:
    """A directory for PATH that holds these programs alone."""
    tools = directory / "tools"
    tools.mkdir()
    for name in names:
        (tools / name).symlink_to(str(shutil.which(name)))
    (tools / "env").symlink_to("/usr/bin/env")
    assert os.access(tools / "bash", os.X_OK)
    return tools
