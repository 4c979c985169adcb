"""The other side of a restatement: an account in which one stock is restated names the stock that takes the difference."""

from collections.abc import Mapping

from model.engine.build import System


def closed(restatement: Mapping[str, Mapping[int, float]], system: System) -> dict[str, dict[int, float]]:
    """A restatement with its counterparts, so that every account that has one closes.

    Parameters
    ----------
    restatement
        Amounts by stock and year.

    Returns
    -------
    dict
        With what a year's amounts leave open in a balance added to its counterpart; one with an amount of its own in
        that year keeps it.
    """
    amounts = {name: dict(path) for name, path in restatement.items()}
    for balance in system.balances.values():
        other = balance.counterpart
        if not other:
            continue
        sources, uses = system.terms(balance)[0]
        signs = dict.fromkeys(sources, 1) | dict.fromkeys(uses, -1)
        given = amounts.get(other, {})
        for year in {year for name in signs for year in amounts.get(name, {})}.difference(given):
            gap = sum(sign * amounts.get(name, {}).get(year, 0.0) for name, sign in signs.items())
            if gap:
                amounts.setdefault(other, {})[year] = -signs[other] * gap
    return amounts
