"""What can be seen, one file a page. Every read opens the door itself, so that it leaves exactly one ledger entry."""
