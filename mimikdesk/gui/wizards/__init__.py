"""Wizards: for each a flow that knows no Qt, and a window that shows it."""
