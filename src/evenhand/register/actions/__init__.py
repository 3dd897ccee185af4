"""What can be done, one file a noun. Every action is keyword-only, says who (`by`), and writes one ledger entry."""
