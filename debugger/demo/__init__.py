"""The demo shop: calls to try the program with, some of them wrong on purpose."""
