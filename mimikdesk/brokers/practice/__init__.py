"""The practice broker: a complete exchange inside the program, on any clock, repeatable from a seed."""
