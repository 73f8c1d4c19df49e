"""What differs between two calls, and between two sessions: last release against this one."""
