"""What can go wrong with the database, each as one clear sentence and one thing to do."""


class DatabaseTrouble(Exception):
    """The database cannot be used.

    `what` says in one sentence what is wrong, `do` what to do about it; `detail` keeps the server's own last words
    for whoever has to look further. The message is `what` and `do`, never the detail.
    """

    def __init__(self, what: str, do: str, detail: str = "") -> None:
        super().__init__(f"{what} {do}")
        self.what = what
        self.do = do
        self.detail = detail


class AlreadyServing(Exception):
    """Another run already serves the pages from this data: its process number and its address."""

    def __init__(self, pid: int, address: str) -> None:
        super().__init__(f"The pages are already served at {address} (process {pid}). Use that one, or stop it first.")
        self.pid = pid
        self.address = address


# What PostgreSQL writes (always in English: we start it so), and what we say instead.
KNOWN = (
    (
        "No space left on device",
        "The disk that holds the database is full.",
        "Free some space and try again: nothing that was saved is lost.",
    ),
    (
        "Disk quota exceeded",
        "This account may not use more of the disk that holds the database.",
        "Free some space and try again: nothing that was saved is lost.",
    ),
    (
        'lock file "postmaster.pid" already exists',
        "Another database server, started by other means, is using the same data.",
        "Stop that server, then try again.",
    ),
    (
        "password authentication failed",
        "The database does not accept the password kept in the secrets file.",
        "Put back the secrets file that belongs to this data, or start again from nothing with --fresh.",
    ),
    (
        "could not look up effective user ID",
        "The account that runs this has no name in the list of users, and PostgreSQL insists on one.",
        "Run it as an account that has a name (in a container: one listed in /etc/passwd).",
    ),
    (
        "Permission denied",
        "PostgreSQL was not allowed to open one of its files.",
        "Give the data directory back to the account that made it, or set EVENHAND_HOME to a directory of your own.",
    ),
    (
        "Read-only file system",
        "The data directory is on a disk that can only be read.",
        "Set EVENHAND_HOME to a directory that can be written.",
    ),
    (
        "error while loading shared libraries",
        "PostgreSQL is installed, but a library it needs is missing on this machine.",
        "Install the library named in the detail, or set EVENHAND_PG_BIN to another PostgreSQL.",
    ),
    (
        "could not create shared memory segment",
        "The machine has too little shared memory left to start the database.",
        "Stop other databases, or give the machine or container more shared memory.",
    ),
)


def explain(words: str, otherwise: str) -> DatabaseTrouble:
    """Turn the server's own words into the trouble they mean; `otherwise` is said when they are not known."""
    for sign, what, do in KNOWN:
        if sign.lower() in words.lower():
            return DatabaseTrouble(what, do, words)
    return DatabaseTrouble(otherwise, "The detail says why, in the server's own words.", words)
