"""The live engine: commands in, events out, state folded from events. Pure."""
