"""Work beside what the window does at once: in a thread, or over many turns; each tells how far it is."""
