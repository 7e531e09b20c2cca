"""Replay: a leader's past day through any settings, without a broker (rule 13.6)."""
