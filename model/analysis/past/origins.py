"""Packs of earlier base years, derived from what the record holds up to them.

Where the record has a figure of the year, that is taken; where it has one of a neighbour, its growth; else the pack of 2015 lends
its share of GDP, of energy or of loans. What is so lent is an assumption, over a range of its own. What a pack needs beyond
these figures, such as the programmes, is the pack of 2015 itself.
"""

from dataclasses import dataclass, fields, replace
from functools import cache

from model.data import Number, numbers, rows
from model.data.estimates import FOLDER
from model.data.observations import Record
from model.engine.build import System
from model.sectors import system_of

PATTERN = 2015  # the pack that lends its shares
YEARS = range(2011, 2017)  # for which the record reaches
COAL_HEAT = 440 / 420.5  # CNY a tce in the region for each CNY a t of coal at the coast, as in the pack of 2015
LENT = {  # by what a figure of the pack of 2015 goes with
    "loans": (
        "green_loans_base", "coal_loans_base", "relending", "central_bank_funding_base", "guarantee_volume",
        "guarantee_volume_base", "guarantee_capital",
    ),
    "nominal_gdp": (
        "finance_value_added_base", "fixed_asset_investment_base", "government_debt_base", "government_bond_issuance",
        "government_bonds_last_five_years", "bonds_and_equity_last_five_years",
    ),
    "primary_energy": (
        "oil_consumption_base", "gas_consumption_base", "feedstock_base", "scattered_coal_base",
    ),
    "water_use": ("agriculture_water_base", "industry_water_base", "household_water_base"),
    "premium_income": ("claims_base", "farm_insurance_base", "farm_insurance_subsidy"),
}  # fmt: skip
FEED_IN = {2011: 0.86, 2012: 0.71, 2013: 0.61, 2014: 0.62, 2015: 0.54, 2016: 0.39}  # tariff of new PV less coal power's
PV_COST = {2011: 14000, 2012: 10500, 2013: 9200, 2014: 8300, 2015: 7600, 2016: 7000}
WIND_COST = {2011: 8600, 2012: 8300, 2013: 8200, 2014: 8000, 2015: 7800, 2016: 7600}
COAL_TARIFF = {2011: 0.2700, 2012: 0.2886, 2013: 0.2886, 2014: 0.2771, 2015: 0.2711, 2016: 0.2595}
BAD_LOANS = {
    2011: (0.9, -0.2),
    2012: (0.9, 0.0),
    2013: (1.0, 0.1),
    2014: (1.25, 0.25),
    2015: (1.7, 0.4),
    2016: (2.1, 0.4),
}


@dataclass(frozen=True)
class Drawn:
    """A figure as it is derived: its value, its range over the value, its status, and on what it rests."""

    value: float
    spread: float
    status: str
    source: str


def pack_of(year: int, record: Record) -> dict[str, Number]:
    """The figures of a base year by element name that differ from those of the pack of 2015.

    Parameters
    ----------
    record
        What may be seen, of which only the years up to ``year`` are used.
    """
    known = Record(year, record.all())
    lent = numbers(PATTERN)
    return {name: _number(lent[name], drawn, year) for name, drawn in _Origin(year, known).figures().items()}


def _number(lent, drawn, year):
    bounds = sorted(drawn.value * (1 + sign * drawn.spread) for sign in (-1, 1)) if drawn.spread else (None, None)
    own = {
        "value": float(f"{drawn.value:.7g}"),
        "year": year,
        "status": drawn.status,
        "low": bounds[0],
        "high": bounds[1],
    }
    kind = "triangular" if drawn.spread else ""
    return replace(
        lent, **own, distribution=kind, source="" if drawn.status == "assumption" else drawn.source, note=drawn.source
    )


class _Origin:
    """Derives the figures of one year."""

    def __init__(self, year, record):
        self.year, self.record = year, record
        self.lent = {name: number.value for name, number in numbers(PATTERN).items()}
        self.found: dict[str, Drawn] = {}

    def at(self, variable, series="", year=None):
        """The value of a year; between two that are known, on the line; before the first, back at its growth."""
        year, known = year or self.year, self.record.values(variable, series)
        if year in known:
            return known[year]
        before, after = [y for y in known if y < year], [y for y in known if y > year]
        if before and after:
            a, b = before[-1], after[0]
            return known[a] + (known[b] - known[a]) * (year - a) / (b - a)
        first, second = list(known)[:2] if after else list(known)[-2:][::-1]
        return known[first] * (known[first] / known[second]) ** ((first - year) / (second - first))

    def over(self, variable, series=""):
        """The value over that of 2015, by which what is lent goes; 2015 itself is only known where the year is 2015."""
        return self.at(variable, series) / SCALES[variable]

    def growth(self, variable, series="", years=1):
        """Mean yearly growth of the years up to this one."""
        known = self.record.values(variable, series)
        start = max(min(known), self.year - years)
        return (self.at(variable, series) / known[start]) ** (1 / max(self.year - start, 1)) - 1

    def put(self, name, value, source, spread=0.0):
        self.found[name] = Drawn(value, spread, "assumption" if spread else "derived", source)

    def figures(self):
        """Every figure by element name."""
        self._economy()
        self._energy()
        self._power()
        self._finance()
        self._land()
        for variable, names in LENT.items():
            for name in names:
                ratio = self.over(variable)
                self.put(name, self.lent[name] * ratio, f"with {variable}, as in the pack of {PATTERN}", 0.2)
        return self.found

    def _economy(self):
        gdp, share = self.at("nominal_gdp"), self.at("agriculture_share", "release")
        secondary = 100 - self.at("services_share", "joined") - share
        industry = secondary * 877 / (877 + 264)  # the division of the pack of 2015
        growth = [self.growth("gdp", "index", years) for years in (1, 3)]
        raw = (self.at("coal_price", "Bohai Rim") + self.at("coal_price", "Qinhuangdao")) / 2
        self.put("gdp_base", gdp, "record: nominal_gdp")
        self.put("gdp_growth_trend", sum(growth) / 2, "record: growth of the last year and of three, halves")
        self.put("agriculture_value_added_base", gdp * share / 100, "record: agriculture_share of nominal GDP")
        self.put("industrial_value_added_base", gdp * industry / 100, "the secondary sector, divided as in 2015", 0.06)
        self.put(
            "construction_value_added_base", gdp * (secondary - industry) / 100, "what industry leaves of it", 0.14
        )
        self.put("coal_value_added_base", 110 * raw * COAL_HEAT / 440, "that of 2015 with the price of coal", 0.3)
        self.put(
            "coal_price_base",
            raw * COAL_HEAT,
            "Bohai-Rim index and Qinhuangdao spot price, at the heat of the region's coal",
            0.2,
        )
        self.put("coal_price", raw * COAL_HEAT, "as in the base year", 0.4)
        last, before = (self.growth_of(self.year - back) for back in (0, 1))
        self.put("middle_gdp_base", 1 / ((1 + last) * (1 + before)), "record: growth of the last two years")
        nation = self.record.values("national_growth", "yearly")
        mean = [value for year, value in nation.items() if self.year - 3 <= year]
        self.put(
            "national_growth_base",
            (sum(mean) / len(mean) + nation[self.year]) / 200,
            "record, leaning to the last",
            0.1,
        )
        self.put("population_base", self.at("population"), "record: population")

    def growth_of(self, year):
        index = self.record.values("gdp", "index")
        return index[year] / index[year - 1] - 1

    def _energy(self):
        power, energy = self.at("electricity_demand"), self.at("primary_energy")
        renewable = self.at("renewable_generation") / energy / (139.38 / 5405)
        grown = self.growth("electricity_demand", "", 2)
        fuel = (
            {
                year: self.at("primary_energy", "", year) - 3.05 * self.at("electricity_demand", "", year)
                for year in (self.year, self.year - 2)
            }
            if self.year > 2012
            else {}
        )
        trend = 0.5 * ((fuel[self.year] / fuel[self.year - 2]) ** 0.5 - 1) if fuel else 0.03
        self.put("primary_energy_base", energy, "record: primary_energy", 0.02)
        self.put("electricity_demand_base", power, "record: electricity_demand")
        self.put(
            "electricity_growth_trend", grown / 2 + 0.02, "half the growth of two years, half four in a hundred", 0.5
        )
        self.put("direct_fuel_growth_trend", max(trend, 0.005), "half the growth of two years", 0.9)
        self.put("non_fossil_share_base", 6.6 * renewable, "with renewable generation over energy, as in 2015", 0.2)

    def _power(self):
        coal, wind, sun = (self.at(f"{name}_capacity") for name in ("coal_power", "wind", "pv"))
        self.put("coal_power_capacity_base", coal, "record: coal_power_capacity")
        self.put("wind_capacity_base", wind, "record: wind_capacity")
        self.put("pv_capacity_base", sun, "record: pv_capacity")
        self.put("coal_generation_base", self.at("coal_generation", "yearbook"), "record: coal_generation, yearbook")
        self.put("wind_generation_base", self.at("wind_generation"), "record: wind_generation")
        self.put("pv_generation_base", self.at("pv_generation"), "record: pv_generation")
        self.put("hydro_generation", self.at("hydro_generation"), "record: hydro_generation")
        curtailed = self.at("curtailment_rate") if self.year > 2012 else 0.8
        self.put("curtailment_rate_base", curtailed, "record: curtailment_rate", 0.2)
        for name, capacity in (("pv", sun), ("wind", wind)):
            since = max(self.year - 3, 2011 if name == "pv" else 2010)
            added = max((capacity - self.at(f"{name}_capacity", "", since)) / max(self.year - since, 1), 10.0)
            nation = self.record.values(f"{name}_experience", "nation")
            outside = nation[self.year] - nation.get(self.year - 1, 0.7 * nation[self.year]) - added
            self.put(f"{name}_additions_trend", added, "record: mean added in three years", 0.4)
            self.put(f"{name}_approvals", added, "as added in three years", 0.5)
            self.put(f"{name}_experience_base", nation[self.year], f"record: {name}_experience", 0.05)
            self.put(
                f"outside_{name}_additions", max(outside, 100.0), "record: added in the nation less the region's", 0.6
            )
        self.put("pv_unit_cost_base", PV_COST[self.year], "cost of the year in China; no publication at hand", 0.1)
        self.put("wind_unit_cost_base", WIND_COST[self.year], "cost of the year in China; no publication at hand", 0.06)
        self.put("pv_subsidy", FEED_IN[self.year], "tariff of new plants less the benchmark of coal power", 0.1)
        self.put("power_price", COAL_TARIFF[self.year], "benchmark of the year; no publication at hand", 0.05)
        capital = 0.784 * (coal * 0.394 + wind * 0.78 + sun * 0.76)
        self.put("dedicated_capital_base[power]", capital, "capacities at the unit costs of 2015", 0.25)
        lines = 1200 if self.year > 2015 else 400
        self.put("export_line_capacity_base", lines, "400 to Shandong since 2011, 800 to Zhejiang since 2016")
        self.put(
            "contracted_line_capacity_base",
            420 if self.year > 2015 else 400,
            "the line of 2011 filled, that of 2016 begun",
            0.05,
        )
        flexible = 60 if self.year > 2015 else 0.001
        self.put("coal_flexibility_programme", flexible, "retrofits began in 2016", 0.9)

    def _finance(self):
        loans, deposits = self.at("loans"), self.at("deposits")
        before = {name: self.at(name, "", self.year - 5) for name in ("loans", "deposits")}
        rate = 5.79 + self.at("policy_rate", "one year") - 4.35
        bad, trend = BAD_LOANS[self.year]
        self.put("loans_base", loans, "record: loans", 0.02)
        self.put("deposits_base", deposits, "record: deposits", 0.02)
        self.put("loans_five_years_before", before["loans"], "record: loans, before 2010 at the growth of 2011", 0.05)
        self.put(
            "deposits_five_years_before",
            before["deposits"],
            "record: deposits, before 2010 at the growth of 2011",
            0.05,
        )
        self.put(
            "total_social_financing_last_five_years",
            (loans - before["loans"]) / 0.741,
            "rise of loans over their share",
            0.15,
        )
        self.put(
            "total_social_financing_increment_base",
            (loans - self.at("loans", "", self.year - 1)) / 0.9,
            "rise of loans over their share",
            0.2,
        )
        self.put("financial_assets_base", deposits * 7823.6 / 4835.5, "with deposits, as in 2015", 0.05)
        self.put(
            "financial_assets_five_years_before", before["deposits"] * 3600 / 2587, "with deposits, as in 2015", 0.1
        )
        self.put("corporate_loan_rate_base", rate, "the rate of 2015 with the lending rate of the People's Bank", 0.05)
        self.put("premium_income_base", self.at("premium_income"), "record: premium_income", 0.02)
        self.put("bad_loan_ratio_base", bad, "no publication at hand", 0.3)
        self.put("bad_loan_ratio_trend_base", trend, "no publication at hand", 0.8)

    def _land(self):
        back = self.year - PATTERN
        self.put("water_use_base", self.at("water_use"), "record: water_use", 0.012)
        quota = max(73.0, self.at("water_use") * 73 / 70.37)
        for name in ("water_quota", "water_quota_base"):
            self.put(name, quota, "as in 2015, above what was used", 0.04)
        self.put("river_inflow_base", self.at("river_inflow"), "record: river_inflow", 0.12)
        known = self.record.values("irrigation_efficiency")
        use = known.get(self.year) or 0.464 + 0.0185 * (self.year - 2013)
        self.put("irrigation_efficiency_base", use, "record, or its line", 0.01)
        self.put("irrigation_efficiency_five_years_before", use - 0.071, "the rise of five years to 2015", 0.04)
        area = {2011: 90, 2012: 115, 2013: 140, 2014: 165, 2015: 215, 2016: 265}[self.year]
        self.put("efficient_irrigation_area_base", area, "165 in 2014, 265 in 2016, and the line before", 0.1)
        self.put("efficient_irrigation_five_years_before", max(area - 155, 20), "a line", 0.5)
        self.put(
            "grassland_cover_base",
            53.25 + 0.6 * back if back < 0 else self.at("grassland_cover"),
            "record, or its line",
            0.02,
        )
        self.put(
            "forest_cover_base", 12.63 + (0.243 if back < 0 else 0.634) * back, "11.9 in 2012, 12.63 in 2015", 0.02
        )
        self.put("forest_area_base", 984.3 * (1 + 0.0192 * back), "with forest cover", 0.03)


SCALES = {"loans": 5117.8, "nominal_gdp": 2579.4, "primary_energy": 5405, "water_use": 70.37, "premium_income": 103.3}


def as_rows(figures: dict[str, Number]) -> list[dict]:
    """The figures as rows of a file, by name."""
    shown = {
        number.name: {field.name: getattr(number, field.name) for field in fields(Number)}
        for number in figures.values()
    }
    return [{key: "" if value is None else value for key, value in shown[name].items()} for name in sorted(shown)]


@cache
def known_projects() -> tuple[dict, ...]:
    """Dated projects: what they complete, when, how much, and since when that was known."""
    found = rows(FOLDER / "projects.csv")
    return tuple(
        row | {"size": float(row["size"]), "year": int(row["year"]), "known": int(row["known"])} for row in found
    )


def system_at(year: int, record: Record) -> System:
    """The model with the figures of an earlier base year; projects come in as paths."""
    if year not in YEARS:
        raise ValueError(f"found the origin {year}; expected one from {YEARS[0]} to {YEARS[-1]}")
    figures = numbers(PATTERN) | pack_of(year, record)
    values = {name: number.value for name, number in figures.items()}
    for _ in range(3):  # what the start asks for is what was invested
        values |= _asked(system_of(year, values))
    return system_of(year, values)


def _asked(system):
    from model.engine.run import start_values

    start = {name: float(value) for name, value in start_values(system, {}, {}, floats=True).items()}
    invested = start["investment_demand_base"]
    dedicated = start["dedicated_investment_share_base"] + (start["investment_demand"] - invested) / invested
    group = start["group_investment_demand"] / invested
    return {
        "dedicated_investment_share_base": max(dedicated, 0.02),
        "group_share_of_investment_base": min(max(group, 0.001), 0.5),
    }
