"""What a user can put right: each error names the file and ends with the remedy. The command line exits with 2."""

from __future__ import annotations


class UserError(Exception):
    """Something the user gave cannot be used; the message says what and what to do."""
