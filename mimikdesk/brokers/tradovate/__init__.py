"""Tradovate: prop-firm and own accounts, over its REST and web socket interface."""
