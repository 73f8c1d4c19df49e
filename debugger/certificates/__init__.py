"""The local certificate authority that HTTPS rests on: made on first use, and unable to vouch for the web."""
