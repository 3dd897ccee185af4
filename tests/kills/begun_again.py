"""Runs the application or the sequencer in a child that is begun again whenever it was killed, with no time lost on
loading. `python begun_again.py application|sequencer FOLDER`; the child's process number is in FOLDER/<name>.
"""

import os
import sys
from itertools import count
from pathlib import Path

import django

django.setup()

import application  # noqa: E402

from evenhand.register import sequencing  # noqa: E402


def main(name: str, folder: Path) -> None:
    """Run it, for ever."""
    for life in count():
        child = os.fork()
        if not child:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            if name == "application":
                application.main(str(folder / "done"), life * 100_000)
            sequencing.main()
        (folder / f"{name}.new").write_text(str(child))
        (folder / f"{name}.new").rename(folder / name)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
