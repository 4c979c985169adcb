"""The last plan as it was, against the record: ``python docs/past_test.py`` prints the tables that the documentation has."""

from pathlib import Path

from markdown import link, plain, table, write

import model
from model.data import numbers
from model.results.label import HEADLINES
from model.scenario.load import load_scenario
from model.sectors import load

SCENARIO = Path(__file__).parents[1] / "scenarios" / "last-plan.yaml"
NBS = "NBS national data, revised series"
GROWTH = "growth rates of the communiques of 2016-2020"
REAL_GDP = 2579.4 * 1.3771  # the level of 2015 by five years' growth
OTHERS = ("electricity_demand", "net_export", "coal_power_capacity")
DERIVED = "energy, emissions or water of 2020 over that GDP"
RECORD = {  # of 2020 in the vintage and at the prices of the pack of 2015
    "gdp": (REAL_GDP, f"{GROWTH}, on 2579.4 of 2015"),
    "nominal_gdp": (3956.3, NBS),
    "population": (721, "NBS series of year-end population, revised after the census of 2020"),
    "services_share": (50.27, NBS),
    "energy_intensity": (7933 / REAL_GDP, DERIVED),
    "carbon_intensity": (17150.1 / REAL_GDP, DERIVED),
    "water_intensity": (70.2e4 / REAL_GDP, DERIVED),
}
CURTAILMENT = {  # wind and PV weighted by generation; those of 2018 to 2020 are assumptions
    2016: (11.0, "Economic Information Daily 2018-05-30: PV 7.1, wind 13.3"),
    2017: (5.3, "Economic Information Daily 2018-05-30: PV 6.4, wind 4.8"),
    2018: (2.8, "PV 3.9, wind 2.3; no publication at hand"),
    2019: (2.6, "PV 3.7, wind 1.9; no publication at hand"),
    2020: (2.3, "below 5; no publication at hand"),
}
UNRECORDED = {"employment"}  # the figure of 2020 is the model's own


def write_past_test(path: Path) -> None:
    """Write the tables to ``path``."""
    write(path, parts())


def parts():
    """Every headline result in 2020, then curtailment year by year."""
    results = model.run(model.load_scenario(SCENARIO))
    start = model.run(load_scenario(None, load, ("horizon.end=2021",)))
    names = [name for name in (*HEADLINES, *OTHERS) if name in results and name not in UNRECORDED]
    heads = ("result", "2015", "2020 projected", "2020 recorded", "apart", "record")
    yield table(heads, [_row(name, results, start) for name in names], (30, 10, 11, 11, 12, 26))
    heads = ("curtailment", "projected, %", "recorded, %", "apart, points", "record")
    yield table(heads, [_year(year, results) for year in CURTAILMENT], (12, 12, 12, 12, 52))


def _row(name, results, start):
    """Projected and published, and how far apart: in per cent, or in points of what is in %."""
    declaration = load(2015).declarations[name]
    before, projected = (float(results[name].sel(year=year)) for year in (2015, 2020))
    published, source = RECORD.get(name) or (float(start[name].sel(year=2020)), _source(name))
    points = declaration.units == "%"
    gap = projected - published if points else (projected / published - 1) * 100
    values = (f"{value:.0f}" if value >= 1000 else f"{value:.4g}" for value in (before, projected, published))
    return f"{link(name)}, {declaration.units}", *values, f"{gap:+.1f} {'points' if points else '%'}", plain(source)


def _source(name):
    """Where the figure of 2020 stands, by the pack of that year."""
    figure = numbers(2020).get(f"{name}_base")
    if figure is None:
        return "from figures of the pack of 2020"
    return (
        "assumption of the pack of 2020"
        if figure.status == "assumption"
        else figure.source.partition(" in the data")[0]
    )


def _year(year, results):
    published, source = CURTAILMENT[year]
    projected = float(results["curtailment_rate"].sel(year=year))
    return str(year), f"{projected:.1f}", f"{published:.1f}", f"{projected - published:+.1f}", plain(source)


if __name__ == "__main__":
    print("\n\n".join(parts()))
