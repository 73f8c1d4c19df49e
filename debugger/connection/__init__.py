"""When nothing arrives, why: what is seen that is no event, and the diagnoses made from it. No Qt, no network."""
