"""The schema of events as it really is: each property with the share of calls that have it, and its types."""
