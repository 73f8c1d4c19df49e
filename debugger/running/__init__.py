"""Runs somebody's command beside the sink, as a shell or `timeout` would: its signals, its end, its exit code."""
