"""The roles of the database, and a database that only they can enter. Grants on tables are in the migrations."""

from psycopg import sql

from evenhand.register.database import locks
from evenhand.register.database.connection import DATABASE, Connection
from evenhand.register.database.home import Home
from evenhand.register.database.remote import AnyServer

OWNER = "evenhand_owner"  # owns the tables; migrations only
APPLICATION = "evenhand_application"  # the pages and commands; row security on
STATISTICS = "evenhand_statistics"  # the only reader of the equality schema
AUDITOR = "evenhand_auditor"  # reads, never writes
SEQUENCER = "evenhand_sequencer"  # gives ledger entries their places and signs; sees no person
ROLES = (OWNER, APPLICATION, STATISTICS, AUDITOR, SEQUENCER)

EXTENSIONS = ("btree_gist",)

_ALL_ROLES = sql.SQL(", ").join(map(sql.Identifier, ROLES))


def prepare(server: AnyServer, name: str = DATABASE) -> None:
    """Roles, database, extensions and who may enter, on a started server; again changes nothing."""
    with locks.one_at_a_time(server.home.path / "prepare.lock"):
        with server.superuser() as superuser:
            ensure_roles(superuser, server.home)
            ensure_database(superuser, name)
        with server.superuser(name) as superuser:
            prepare_inside(superuser)


def ensure_roles(superuser: Connection, home: Home) -> None:
    """Make our roles with the passwords kept in the home, or bring them back to their limits."""
    known = {name for (name,) in superuser.execute("SELECT rolname FROM pg_roles")}
    limits = _limits(superuser)
    for role in ROLES:
        # Sent as a scram verifier: the password itself never travels, and is in no log of the server.
        verifier = superuser.pgconn.encrypt_password(home.secret(role).encode(), role.encode(), b"scram-sha-256")
        superuser.execute(
            sql.SQL("{} ROLE {} WITH {} PASSWORD {}").format(
                sql.SQL("ALTER" if role in known else "CREATE"), sql.Identifier(role), limits, verifier.decode()
            )
        )
    superuser.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(OWNER)))
    # After an erasure the owner of the tables has what was deleted written out of the files at once.
    if _is_superuser(superuser):
        superuser.execute(sql.SQL("GRANT pg_checkpoint TO {}").format(sql.Identifier(OWNER)))


def _limits(superuser: Connection) -> sql.SQL:
    """All limits; on a hosted server whose first role is no superuser, those that such a role may speak of."""
    always = "LOGIN NOCREATEDB NOCREATEROLE"
    return sql.SQL(f"{always} NOSUPERUSER NOREPLICATION NOBYPASSRLS" if _is_superuser(superuser) else always)


def _is_superuser(line: Connection) -> bool:
    found = line.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    return bool(found and found[0])


def ensure_database(superuser: Connection, name: str = DATABASE) -> None:
    """Make the database when it is missing, owned by the owner role, closed to all but our roles."""
    if superuser.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
        superuser.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0").format(
                sql.Identifier(name), sql.Identifier(OWNER)
            )
        )
    admit(superuser, name)


def admit(superuser: Connection, name: str) -> None:
    """Only our roles may connect. This belongs to the database, not its contents: a clone needs it again."""
    base = sql.Identifier(name)
    superuser.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(base))
    superuser.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(base, _ALL_ROLES))


def prepare_inside(superuser: Connection) -> None:
    """Inside a database: the extensions, and only the owner may make anything in schema public."""
    for extension in EXTENSIONS:
        superuser.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
    superuser.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(sql.Identifier(OWNER)))
    superuser.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    superuser.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(_ALL_ROLES))
