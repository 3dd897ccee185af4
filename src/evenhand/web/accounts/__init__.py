"""Signing in: password, second factor, purpose."""
