"""Item models for the live lists. Each takes frozen rows, compares, and touches only what changed."""
