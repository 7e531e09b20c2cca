"""The copy engine: pure functions over one state. No I/O, no clock, no randomness; time comes in with events."""
