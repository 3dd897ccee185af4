"""The pages of the person concerned: no account, no purpose, nothing but their own record."""
