"""The compiled engine: a model's equations as a program of a register machine, and the machine, which is written in C.

``graph`` makes one graph of all traced expressions, ``program`` prints it, ``job`` runs it and ``machine.c`` is what runs.
NumPy remains the reference: what the machine cannot do, and every error, is left to ``model.engine.run``.
"""
