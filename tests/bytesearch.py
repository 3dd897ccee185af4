"""Looking for words everywhere a register could have left them: every column of every table and every file of its
database and home, in plain, as hexadecimal digits and in base 64, and a fresh dump of the whole database.
"""

import base64
import mmap
import os
import subprocess
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from psycopg import sql
from psycopg.conninfo import make_conninfo

from evenhand.register.database import Connection, programs
from registered import Register

_TABLES = """
    SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'm', 'p') AND n.nspname !~ '^(pg_toast|pg_temp|information_schema)' ORDER BY 1, 2
"""


def found(register: Register, words: Iterable[str], *beside: Path) -> list[str]:
    """Every place where one of the words is: "word in table x", "word in file y". `beside`: more files or folders.

    What the server still has in its buffers is brought to the disk first. The files of other tests' databases, on the
    same server, are left out.
    """
    asked = list(words)
    with register.engine.superuser(register.database) as line:
        line.execute("CHECKPOINT")
        line.execute("SELECT pg_switch_wal()")
        (database_files,) = line.execute("SHOW data_directory").fetchone()
        others = line.execute("SELECT oid::text FROM pg_database WHERE datname <> current_database()").fetchall()
    left_out = {Path(database_files) / "base" / number for (number,) in others}
    roots = [register.engine.home.path, Path(database_files), *beside]
    return in_database(register, asked) + list(in_files(roots, asked, left_out))


def in_database(register: Register, words: Iterable[str]) -> list[str]:
    """Every place in the tables of the register's database, and in a dump of it."""
    asked = list(words)
    with register.engine.superuser(register.database) as line:
        return [*_in_tables(line, asked), *_in_dump(line, asked)]


def in_files(roots: Sequence[Path], words: Iterable[str], left_out: Collection[Path] = ()) -> Iterator[str]:
    """Every place in these files, and in all files under these folders. One that vanishes meanwhile is not searched."""
    sought = {form: word for word in words for form in _forms(word)}
    for path in sorted({path for root in roots for path in _files(root, left_out)}):
        with suppress(FileNotFoundError), path.open("rb") as file:
            if os.fstat(file.fileno()).st_size:
                with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                    there = {word for form, word in sought.items() if content.find(form) >= 0}
                yield from (f"{word} in file {path}" for word in sorted(there))


def _files(root: Path, left_out: Collection[Path]) -> Iterator[Path]:
    if root.is_file():
        yield root
    for folder, _, names in os.walk(root):
        if Path(folder) not in left_out:
            yield from (path for name in names if (path := Path(folder, name)).is_file())


def _forms(word: str) -> Iterator[bytes]:
    """How the word can stand in a file. In base 64 it has three forms, as it begins at one of three places."""
    plain = word.encode()
    yield from (plain, plain.lower(), plain.upper(), plain.hex().encode(), plain.hex().upper().encode())
    for before in range(3):
        coded = base64.b64encode(bytes(before) + plain)
        # The characters at the ends hold bits of what stands beside the word.
        whole = coded[(before * 8 + 5) // 6 : ((before + len(plain)) * 8) // 6]
        yield from (whole, whole.replace(b"+", b"-").replace(b"/", b"_"))


def _in_tables(line: Connection, words: Sequence[str]) -> Iterator[str]:
    for schema, table in line.execute(_TABLES).fetchall():
        name = sql.Identifier(schema, table)
        for word in words:
            query = sql.SQL("SELECT count(*) FROM {} AS t WHERE position(lower(%s) IN lower(t::text)) > 0"
                            " OR position(%s IN t::text) > 0").format(name)  # fmt: skip
            (count,) = line.execute(query, [word, word.encode().hex()]).fetchone()
            if count:
                yield f"{word} in table {schema}.{table}"


def _in_dump(line: Connection, words: Sequence[str]) -> Iterator[str]:
    parameters = line.info.get_parameters() | {"password": line.info.password}
    shown = make_conninfo(**{name: value for name, value in parameters.items() if name != "password"})
    done = subprocess.run(
        [programs.find() / "pg_dump", "--dbname", shown], capture_output=True, check=True,
        env=programs.environment() | {"PGPASSWORD": parameters["password"]},
    )  # fmt: skip
    for word in words:
        if any(form in done.stdout for form in _forms(word)):
            yield f"{word} in a dump"
