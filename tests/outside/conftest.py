"""What outside verifiers could not check is said loudly at the end of the run."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

GOPATH = "/usr/share/gocode"
NO_GO = "Go is not installed: the checkpoint was not checked by an outside verifier"
NO_LIBRARY = (
    "Go's sumdb is not installed (golang-golang-x-mod-dev): the checkpoint was not checked by an outside verifier"
)
NO_OPENSSL = "openssl 3 is not installed: the signature was not checked by an outside verifier"
_not_checked: set[str] = set()


def _without(reason: str) -> None:
    _not_checked.add(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def go(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program that checks with Go's own sumdb, built."""
    if not shutil.which("go"):
        _without(NO_GO)
    if not Path(GOPATH, "src/golang.org/x/mod/sumdb").is_dir():
        _without(NO_LIBRARY)
    program = tmp_path_factory.mktemp("go") / "verify"
    settings = {"GOPATH": GOPATH, "GO111MODULE": "off", "GOFLAGS": "", "GOPROXY": "off"}
    cache = {"GOCACHE": str(Path(tempfile.gettempdir()) / f"evenhand-go-{os.getuid()}")}
    source = str(Path(__file__).with_name("verify.go"))
    subprocess.run(["go", "build", "-o", program, source], env=os.environ | settings | cache, check=True)
    return program


@pytest.fixture(scope="session")
def openssl() -> str:
    """The openssl of this machine, if it knows Ed25519 over whole messages."""
    found = shutil.which("openssl")
    if not found or "OpenSSL 3" not in subprocess.run([found, "version"], capture_output=True, text=True).stdout:
        _without(NO_OPENSSL)
    return str(found)


def pytest_terminal_summary(terminalreporter) -> None:
    """Say it in red, after everything else."""
    for reason in sorted(_not_checked):
        terminalreporter.write_line(f"NOT CHECKED. {reason}.", red=True, bold=True)
