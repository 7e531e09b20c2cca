"""Typed settings of the program and where they are kept."""
