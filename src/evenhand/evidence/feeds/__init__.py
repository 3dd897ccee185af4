"""Readers of the feeds: every row comes out usable or with every reason why not."""
