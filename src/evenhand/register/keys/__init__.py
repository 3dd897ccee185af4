"""The keys that seal personal content (content, cipher), what they are made from (master), and finding it (marks).

The master key is kept in the home and not in the database. Nothing here knows a table's model.
"""
