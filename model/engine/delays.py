r"""Delays and smoothing, each defined by its differential equations.

Information (``smooth``), order n, mean lag T, input x, output s_n:

    ds_1/dt = (x - s_1) / (T/n),   ds_i/dt = (s_{i-1} - s_i) / (T/n)

Material (``delay``), order n, inflow x, contents m_1 .. m_n, outflow m_n / (T/n):

    dm_1/dt = x - m_1 / (T/n),     dm_i/dt = m_{i-1} / (T/n) - m_i / (T/n)

Both start in equilibrium with ``initial`` (the input itself, where none is named).
Source: J. W. Forrester, Industrial Dynamics, MIT Press, 1961, appendices H and N.
"""

from typing import Any

from model.engine.declare import LARGEST, Auxiliary, Declaration, Delay, Flow, Stock


def expand(name: str, delay: Delay) -> dict[str, Declaration]:
    """The stocks, flows and auxiliaries that the delay called ``name`` stands for.

    The last stage of a smoothing bears ``name`` itself, the earlier ones ``name_stage_1`` and so on; of a material
    delay, ``name`` is the flow that leaves it, and every stage is ``name_stage_1`` and so on.
    """
    return (_material if delay.material else _information)(name, delay)


def _titles(delay: Delay, text: str = "", text_zh: str = "") -> dict[str, Any]:
    return {"title": delay.title + text, "title_zh": delay.title_zh + text_zh}


def _information(name: str, delay: Delay) -> dict[str, Declaration]:
    order, declared, source = delay.order, {}, delay.of

    def approach(source: Any, stage: Any, lag: Any) -> Any:
        return (source - stage) / lag * order

    for i in range(1, order + 1):
        last = i == order
        stage = name if last else f"{name}_stage_{i}"
        declared[stage] = Stock(
            delay.units,
            initial=delay.initial or delay.of,
            domain=(-LARGEST, LARGEST),
            **(_titles(delay) if last else _titles(delay, f", stage {i}", f"（第{i}级）")),
        )
        declared[f"{stage}_change"] = Flow(
            f"{delay.units}/year",
            function=approach,
            arguments=(source, stage, delay.over),
            annual="total",
            into=stage,
            **_titles(delay, f", change of stage {i}", f"（第{i}级变化）"),
        )
        source = stage
    return declared


def _material(name: str, delay: Delay) -> dict[str, Declaration]:
    order, units = delay.order, delay.units.removesuffix("/year")

    def hold(inflow: Any, lag: Any) -> Any:
        return inflow * lag / order

    def leave(stage: Any, lag: Any) -> Any:
        return stage / lag * order

    declared: dict[str, Declaration] = {
        f"{name}_start": Auxiliary(
            units,
            function=hold,
            arguments=(delay.initial or delay.of, delay.over),
            annual="end",
            **_titles(delay, ", contents of a stage in equilibrium", "（每级均衡存量）"),
        )
    }
    for i in range(1, order + 1):
        stage, last = f"{name}_stage_{i}", i == order
        declared[stage] = Stock(units, initial=f"{name}_start", **_titles(delay, f", stage {i}", f"（第{i}级）"))
        declared[name if last else f"{name}_leaving_stage_{i}"] = Flow(
            delay.units,
            function=leave,
            arguments=(stage, delay.over),
            annual="total",
            out_of=stage,
            into=delay.into if last else f"{name}_stage_{i + 1}",
            **(_titles(delay) if last else _titles(delay, f", leaving stage {i}", f"（离开第{i}级）")),
        )
    return declared
