"""For the tests of other people's apps: a sink to send to, and what it received; also as a plugin of pytest."""
