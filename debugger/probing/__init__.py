"""Looks at an address from outside, as an app does: the only client of the network. Never Qt."""
