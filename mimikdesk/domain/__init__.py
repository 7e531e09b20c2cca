"""Values, events, commands and errors: frozen and typed; no I/O, no asyncio, no Qt, no reading of a clock."""
