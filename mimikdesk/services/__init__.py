"""The running program: the copier, the gateway to the brokers, sessions, and what the window is shown."""
