"""Lets tests read what was captured: over loopback, with the token of the run, never a web page.

Reading has a thread and a view of the file of its own, and changes nothing that is stored. docs/read-api.md
tells what there is to ask for.
"""
