"""The session file: appended to by one, read by many; the only room that knows SQLite."""
