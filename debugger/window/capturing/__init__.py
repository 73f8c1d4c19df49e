"""The programs that a window starts and hears: its receiver, and what sends again."""
