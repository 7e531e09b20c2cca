"""The window: bridge, models, pages, widgets, tray, theme."""
