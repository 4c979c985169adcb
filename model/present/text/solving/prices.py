"""Prices in words: what a planner's step of each of the dearest limits costs, in yuan and in GDP, and through which levers."""

from model.engine.build import System
from model.plan.solution.prices import Price
from model.plan.solution.wedges import titles
from model.plan.solve.least_effort import BestPaths
from model.present.text import words
from model.present.text.words import Say

LEAST = 0.05  # 1e8 CNY of GDP that are told
HUNDRED_MILLION = "100 million"  # of which ten are told as a billion


def prices_text(prices: list, solution: BestPaths, lang: str = "en") -> str:
    """A sentence a price.

    Parameters
    ----------
    prices
        As :func:`model.plan.solution.prices.prices` gives them.
    solution
        ``model.plan.solve.least_effort.BestPaths``, whose limits they are.
    """
    say, system = Say("prices", lang), solution.problem.system
    if not prices:
        return say("none")
    lines = [say("heading", count=len(prices))]
    for price in prices:
        name = price.target.label_zh if say.zh else price.target.label
        lines.append(say("line", target=name, told=sentence(price, system, lang)))
    return "\n".join(lines)


def sentence(price: Price, system: System, lang: str = "en") -> str:
    """What a price says, as a planner says it."""
    say, fall = Say("prices", lang), price.target.relation == "falls by"
    side = "less" if price.less else "more_fall" if fall else "more"
    amount = _counted(price, say, lang)
    if not price.reachable:
        return say(f"not_reachable_{side}", amount=amount)
    levers = [say("lever", name=titles(name, system)[lang == "zh"], share=share) for name, share in price.main.items()]
    through = say("through", levers=say.listed(levers)) if levers else ""
    return say(side, amount=amount, price=_paid(price, say), levers=through)


def _paid(price: Price, say: Say) -> str:
    if price.gdp is None or price.money is None:
        return say("effort", cost=price.cost)
    text = say("money" if price.money > 0 else "saved", money=abs(price.money))
    if abs(price.gdp) < LEAST:
        return text
    return text + say("gdp", gdp=f"{price.gdp:+,.1f}".replace("-", "−"), year=price.target.year)


def _counted(price: Price, say: Say, lang: str) -> str:
    """The step with its unit; what is measured in per cent moves by percentage points."""
    if price.target.unit == "%":
        unit = say("point" if price.step == 1 else "points")
    else:
        unit = words.unit(price.target.unit or "1", lang, price.target.variable)
    if unit.startswith(HUNDRED_MILLION):
        return say("amount", count=f"{price.step / 10:.3g}", unit=unit.replace(HUNDRED_MILLION, "billion"))
    return say("amount", count=f"{price.step:.3g}" + " ×" * unit[:1].isdigit(), unit=unit).strip()
