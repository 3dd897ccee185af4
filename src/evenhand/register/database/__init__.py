"""The database: our own PostgreSQL server or a given one, its roles, and how to connect. No Django here."""

from evenhand.register.database.connection import DATABASE, Connection, django, dsn
from evenhand.register.database.erase import erase
from evenhand.register.database.home import Home
from evenhand.register.database.remote import AnyServer, RealServer, choose
from evenhand.register.database.roles import APPLICATION, AUDITOR, OWNER, ROLES, SEQUENCER, STATISTICS, prepare
from evenhand.register.database.server import Server
from evenhand.register.database.serving import claim_serving
from evenhand.register.database.trouble import AlreadyServing, DatabaseTrouble

__all__ = [
    "APPLICATION",
    "AUDITOR",
    "DATABASE",
    "OWNER",
    "ROLES",
    "SEQUENCER",
    "STATISTICS",
    "AlreadyServing",
    "AnyServer",
    "Connection",
    "DatabaseTrouble",
    "Home",
    "RealServer",
    "Server",
    "choose",
    "claim_serving",
    "django",
    "dsn",
    "erase",
    "prepare",
]
