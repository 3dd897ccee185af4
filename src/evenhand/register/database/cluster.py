"""The database files on disk: making them once, and what the server is told when it starts on them."""

import os
import shutil
from pathlib import Path

from evenhand.register.database import programs
from evenhand.register.database.place import PORT, Place
from evenhand.register.database.programs import Account
from evenhand.register.database.trouble import DatabaseTrouble, explain

SUPERUSER = "evenhand_superuser"

# Modest, for one machine that does other work too; a real server (EVENHAND_DATABASE_URL) has its own settings.
SETTINGS = {
    "listen_addresses": "",  # the socket only: nothing listens on the network
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "shared_buffers": "128MB",
    "max_connections": "60",
    "jit": "off",  # compiling queries costs more than our short ones take
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
    # The log is not a record of people: no statements, no parameters, no values of rows.
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
}
# initdb hands its own path to a shell between double quotes.
UNQUOTABLE = frozenset('"$`\\')
# For throwaway databases only: much faster, and worthless after a crash of the machine.
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def settings(place: Place, durable: bool) -> list[str]:
    """The command line of the server for this place."""
    quoted = '"' + str(place.run).replace('"', '""') + '"'
    chosen = SETTINGS | {"unix_socket_directories": quoted} | ({} if durable else NOT_DURABLE)
    options = [word for name, value in chosen.items() for word in ("-c", f"{name}={value}")]
    return [str(place.programs / "postgres"), "-D", str(place.pgdata), "-p", str(PORT), *options]


def check_version(place: Place, account: Account) -> None:
    """Refuse programs that are too old, or that are not of the version that made the files (DatabaseTrouble)."""
    ours = programs.version(account, place.programs)
    made_by = place.pgdata / "PG_VERSION"
    try:
        theirs = made_by.read_text("ascii").strip() if made_by.exists() else str(ours)
    except OSError as error:
        raise explain(f"{made_by}: {error.strerror}", "The database files cannot be read.") from error
    if theirs != str(ours):
        raise DatabaseTrouble(
            f"The data in {place.pgdata} were made by PostgreSQL {theirs}, and this is PostgreSQL {ours}.",
            f"Set EVENHAND_PG_BIN to the programs of PostgreSQL {theirs}, or set EVENHAND_HOME to another directory.",
        )


def make(place: Place, account: Account, password: str, durable: bool) -> None:
    """Make the database files when there are none: passwords (scram) for everybody, checksums, UTF-8.

    Made under another name and renamed when complete, so that files cut short are never taken for good ones.
    Raises DatabaseTrouble.
    """
    if (place.pgdata / "PG_VERSION").exists():
        return
    if UNQUOTABLE & set(str(place.programs)):
        raise DatabaseTrouble(
            f"PostgreSQL's initdb cannot work in {place.programs}: one of the characters {' '.join(sorted(UNQUOTABLE))}"
            " is in the path.",
            "Move the checkout to another directory, or set EVENHAND_PG_BIN to PostgreSQL programs elsewhere.",
        )
    draft, words = place.pgdata.with_name("pgdata.new"), place.run / "password"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    account.own(draft)
    try:
        _write_private(words, password, account)
        done = programs.run(account, *_initdb(place, draft, words), *([] if durable else ["--no-sync"]))
    finally:
        words.unlink(missing_ok=True)
    if done.returncode != 0:
        shutil.rmtree(draft, ignore_errors=True)
        raise explain(done.stdout, "The database could not be made.")
    draft.rename(place.pgdata)


def _initdb(place: Place, draft: Path, password_file: Path) -> list[str | Path]:
    return [
        *(place.programs / "initdb", "-D", draft, "--username", SUPERUSER, "--pwfile", password_file),
        *("--auth-local", "scram-sha-256", "--auth-host", "scram-sha-256", "--data-checksums"),
        *("--encoding", "UTF8", "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
        "--no-instructions",
    ]


def _write_private(path: Path, words: str, account: Account) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(words)
    account.own(path)
