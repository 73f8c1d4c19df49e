"""Sources as a person sees them: who sends, what it is called, and how it fares."""
