"""Cutting a link: one equation reads the start's value of one input for ever after, and the loop through it is open."""

from dataclasses import replace

from model.engine.build import System, nearest
from model.engine.declare import Equation, Parameter
from model.engine.run import start_values


def cut(system: System, equation: str, held: str) -> System:
    """The same model with the link from the variable ``held`` into ``equation`` cut.

    Raises
    ------
    KeyError
        Where ``equation`` is no equation of the model, or ``held`` none of its inputs.
    """
    declaration = system.declarations.get(equation)
    if not isinstance(declaration, Equation):
        raise KeyError(f"{equation} is no equation of this model{nearest(equation, system.order)}")
    if held not in declaration.inputs:
        raise KeyError(f"{equation} does not read {held}; it reads {', '.join(declaration.inputs)}")
    constant, source = f"{held}_held", system.declarations[held]
    parameter = Parameter(
        source.units, title=f"{source.title}, held", title_zh=f"{source.title_zh}（固定）", dimensions=source.dimensions
    )
    inputs = tuple(constant if name == held else name for name in declaration.inputs)
    values = start_values(system, {}, {})
    figures = {element.replace(held, constant, 1): float(values[element]) for element in system.elements([held])}
    return replace(
        system,
        declarations=system.declarations | {equation: replace(declaration, arguments=inputs), constant: parameter},
        sectors=system.sectors | {constant: system.sectors[equation]},
        figures=system.figures | figures,
    )
