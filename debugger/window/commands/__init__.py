"""What the actions do, one part of the window a module."""
