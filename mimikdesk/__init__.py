"""MimikDesk copies a futures trader's trades from one leader account to many followers."""

__version__ = "0.1.0"
