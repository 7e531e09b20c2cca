"""The composition root: start, loops, lifecycle, single instance, paths. Imports everything; nobody imports it."""
