"""Track Debugger: receives Segment's tracking calls on localhost, judges them by Segment's spec and shows them."""
