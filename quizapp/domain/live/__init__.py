"""The live engine: decide what happens, evolve the state."""
