"""Backups: the encrypted file, the programs that write and read a database, and the ledger brought forward."""
