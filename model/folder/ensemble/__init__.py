"""The folder of an ensemble: a store of its members by blocks, and what is told of all of them."""
