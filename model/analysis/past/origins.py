"""Packs of earlier base years, derived from what the record holds up to them.

Where the record has a figure of the year, that is taken; where it has one of a neighbour, its growth; else the pack of 2015 lends
its share of GDP, of energy or of loans. What is so lent is an assumption, over a range of its own. What a pack needs beyond
these figures, such as the programmes, is the pack of 2015 itself. How each figure is derived, and how far it may be off, stands in
``derivations.csv``; what is taken beside the record in ``assumed.csv``, each with its status and source.
"""

from dataclasses import replace
from functools import cache

from model.analysis.past.assumed import assumed, derivations
from model.data import Number, numbers, rows
from model.data.estimates import FOLDER
from model.data.observations import Record
from model.engine.build import System
from model.sectors import system_of

PATTERN = 2015  # the pack that lends its shares
YEARS = range(2011, 2017)  # for which the record reaches
FIRST_PAIR = 2012  # up to it the record has no two years of some series
SCALES = {  # what lent figures go with: the figure of the pack of 2015
    "loans": "loans_base", "deposits": "deposits_base", "nominal_gdp": "gdp_base", "primary_energy": "primary_energy_base",
    "water_use": "water_use_base", "premium_income": "premium_income_base",
}  # fmt: skip


def pack_of(year: int, record: Record) -> dict[str, Number]:
    """The figures of a base year by element name that differ from those of the pack of 2015.

    Parameters
    ----------
    record
        What may be seen, of which only the years up to ``year`` are used.
    """
    known = Record(year, record.all())
    lent = numbers(PATTERN)
    return {name: _number(lent[name], value, year) for name, value in _Origin(year, known).figures().items()}


def _number(lent: Number, value: float, year: int) -> Number:
    derived = derivations()[lent.name]
    open_ = derived.spread > 0
    low, high = sorted(value * (1 + sign * derived.spread) for sign in (-1, 1)) if open_ else (None, None)
    status, kind, source = ("assumption", "triangular", "") if open_ else ("derived", "", derived.how)
    changed = {"value": float(f"{value:.7g}"), "year": year, "status": status, "low": low, "high": high}
    return replace(lent, **changed, distribution=kind, source=source, note=derived.how)


class _Origin:
    """Derives the figures of one year."""

    def __init__(self, year: int, record: Record):
        self.year, self.record = year, record
        self.lent = {name: number.value for name, number in numbers(PATTERN).items()}
        self.entered: dict[str, float] = {}

    def at(self, variable: str, series: str = "", year: int | None = None) -> float:
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

    def over(self, variable: str) -> float:
        """The value over that of the pack of 2015, by which what is lent goes."""
        return self.at(variable) / self.lent[SCALES[variable]]

    def growth(self, variable: str, series: str = "", years: int = 1) -> float:
        """Mean yearly growth of the years up to this one."""
        known = self.record.values(variable, series)
        start = max(min(known), self.year - years)
        return (self.at(variable, series) / known[start]) ** (1 / max(self.year - start, 1)) - 1

    def put(self, **values: float) -> None:
        """Figures by element name."""
        self.entered |= values

    def of_year(self, *names: str) -> None:
        """Figures of the year that the record has not."""
        self.put(**{name: assumed(name.removesuffix("_base"), self.year) for name in names})

    def figures(self) -> dict[str, float]:
        """Every figure by element name."""
        self._economy()
        self._prices()
        self._energy()
        self._plants()
        self._power()
        self._loans()
        self._financing()
        self._water()
        self._land()
        lent = {name: d.goes_with for name, d in derivations().items() if d.goes_with}
        self.put(**{name: self.lent[name] * self.over(variable) for name, variable in lent.items()})
        return self.entered

    def _economy(self) -> None:
        gdp, share = self.at("nominal_gdp"), self.at("agriculture_share", "release")
        secondary = 100 - self.at("services_share", "joined") - share
        makers, builders = (self.lent[f"{name}_value_added_base"] for name in ("industrial", "construction"))
        industry = secondary * makers / (makers + builders)
        lean = assumed("trend_lean")
        last, longer = (self.growth("gdp", "index", years) for years in (1, 3))
        nation = self.record.values("national_growth", "yearly")
        recent = [value for year, value in nation.items() if self.year - 3 <= year]
        national = ((1 - lean) * sum(recent) / len(recent) + lean * nation[self.year]) / 100
        self.put(
            gdp_base=gdp,
            gdp_growth_trend=lean * last + (1 - lean) * longer,
            agriculture_value_added_base=gdp * share / 100,
            industrial_value_added_base=gdp * industry / 100,
            construction_value_added_base=gdp * (secondary - industry) / 100,
            middle_gdp_base=1 / ((1 + self.growth_of(self.year)) * (1 + self.growth_of(self.year - 1))),
            national_growth_base=national,
            expected_national_growth_base=national,
            population_base=self.at("population"),
        )

    def growth_of(self, year: int) -> float:
        index = self.record.values("gdp", "index")
        return index[year] / index[year - 1] - 1

    def _prices(self) -> None:
        coast = (self.at("coal_price", "Bohai Rim") + self.at("coal_price", "Qinhuangdao")) / 2
        price = coast * assumed("coal_heat")
        value = self.lent["coal_value_added_base"] * price / self.lent["coal_price_base"]
        self.put(coal_value_added_base=value, coal_price_base=price, coal_price=price)

    def _energy(self) -> None:
        power, energy = self.at("electricity_demand"), self.at("primary_energy")
        renewable = self.at("renewable_generation") / energy / assumed("renewable_share")
        lean, grown = assumed("trend_lean"), self.growth("electricity_demand", "", 2)
        trend = lean * self._fuel_growth() if self.year > FIRST_PAIR else assumed("early_fuel_trend")
        self.put(
            primary_energy_base=energy,
            electricity_demand_base=power,
            electricity_growth_trend=lean * grown + (1 - lean) * assumed("usual_electricity_growth"),
            direct_fuel_growth_trend=max(trend, assumed("least_fuel_trend")),
            non_fossil_share_base=self.lent["non_fossil_share_base"] * renewable,
        )

    def _fuel_growth(self) -> float:
        """Mean growth in two years of the energy that is not electricity."""
        heat = self.lent["coal_equivalent"]
        fuel = [
            self.at("primary_energy", "", year) - heat * self.at("electricity_demand", "", year)
            for year in (self.year, self.year - 2)
        ]
        return (fuel[0] / fuel[1]) ** 0.5 - 1

    def _plants(self) -> None:
        for name in ("pv", "wind"):
            capacity = self.at(f"{name}_capacity")
            since = max(self.year - 3, min(self.record.values(f"{name}_capacity")))
            added = (capacity - self.at(f"{name}_capacity", "", since)) / max(self.year - since, 1)
            added = max(added, assumed("least_additions"))
            nation = self.record.values(f"{name}_experience", "nation")
            before = nation.get(self.year - 1, assumed("earlier_experience") * nation[self.year])
            outside = nation[self.year] - before - added
            self.put(
                **{
                    f"{name}_capacity_base": capacity,
                    f"{name}_generation_base": self.at(f"{name}_generation"),
                    f"{name}_additions_trend": added,
                    f"{name}_approvals": added,
                    f"{name}_experience_base": nation[self.year],
                    f"outside_{name}_additions": max(outside, assumed("least_outside_additions")),
                }
            )
            self.of_year(f"{name}_unit_cost_base")
        self.of_year("pv_subsidy")

    def _power(self) -> None:
        costs = {"coal_power": "coal_power_unit_cost", "wind": "wind_unit_cost_base", "pv": "pv_unit_cost_base"}
        built = sum(self.at(f"{name}_capacity") * self.lent[cost] for name, cost in costs.items())
        early = self.year <= FIRST_PAIR
        self.put(
            coal_power_capacity_base=self.at("coal_power_capacity"),
            coal_generation_base=self.at("coal_generation", "yearbook"),
            hydro_generation_base=self.at("hydro_generation"),
            curtailment_rate_base=assumed("early_curtailment") if early else self.at("curtailment_rate"),
            power_price=assumed("coal_power_tariff", self.year),
        )
        self.entered["dedicated_capital_base[power]"] = assumed("capital_left") * built / 1e4  # of 1e8 CNY
        self.of_year("export_line_capacity_base", "contracted_line_capacity_base", "coal_flexibility_programme")

    def _loans(self) -> None:
        loans, before = self.at("loans"), self.at("loans", "", self.year - 5)
        of_year = loans - self.at("loans", "", self.year - 1)
        self.put(
            loans_base=loans,
            loans_five_years_before=before,
            loans_year_before=loans - of_year,
            total_social_financing_last_five_years=(loans - before) / assumed("loans_of_five_years_financing"),
            total_social_financing_increment_base=of_year / assumed("loans_of_year_financing"),
        )
        self.of_year("bad_loan_ratio_base", "bad_loan_ratio_trend_base")

    def _financing(self) -> None:
        before = self.year - 5
        worth = [
            self.lent[f"financial_assets_{when}"] / self.lent[f"deposits_{when}"]
            for when in ("base", "five_years_before")
        ]
        rate = self.at("policy_rate", "one year") - assumed("policy_rate_of_pattern")
        self.put(
            deposits_base=self.at("deposits"),
            deposits_five_years_before=self.at("deposits", "", before),
            financial_assets_base=self.at("deposits") * worth[0],
            financial_assets_five_years_before=self.at("deposits", "", before) * worth[1],
            corporate_loan_rate_base=self.lent["corporate_loan_rate_base"] + rate,
            premium_income_base=self.at("premium_income"),
        )

    def _water(self) -> None:
        quota = max(self.lent["water_quota"], self.at("water_use") * assumed("quota_over_use"))
        self.put(
            water_use_base=self.at("water_use"),
            water_quota=quota,
            water_quota_base=quota,
            river_inflow_base=self.at("river_inflow"),
        )

    def _land(self) -> None:
        early = self.year < PATTERN
        back, rise = self.year - PATTERN, "early_{}_rise" if early else "{}_rise"
        use = self.record.values("irrigation_efficiency").get(self.year) or (
            assumed("irrigation_efficiency_first") + assumed("irrigation_efficiency_rise") * (self.year - 2013)
        )
        cover = self.lent["grassland_cover_base"] + assumed("early_grassland_cover_rise") * back
        area = assumed("efficient_irrigation_area", self.year)
        earlier = max(area - assumed("efficient_irrigation_five_years_rise"), assumed("least_efficient_irrigation"))
        self.put(
            irrigation_efficiency_base=use,
            irrigation_efficiency_five_years_before=use - assumed("irrigation_efficiency_five_years_rise"),
            efficient_irrigation_area_base=area,
            efficient_irrigation_five_years_before=earlier,
            grassland_cover_base=cover if early else self.at("grassland_cover"),
            forest_cover_base=self.lent["forest_cover_base"] + assumed(rise.format("forest_cover")) * back,
            forest_area_base=self.lent["forest_area_base"] * (1 + assumed("forest_area_rise") * back),
        )


def as_rows(figures: dict[str, Number]) -> list[dict]:
    """The figures as rows of a file, by name."""
    shown = sorted(figures.values(), key=lambda number: number.name)
    return [{key: "" if value is None else value for key, value in vars(number).items()} for number in shown]


@cache
def known_projects() -> tuple[dict, ...]:
    """Dated projects: what they complete, when, how much, and since when that was known."""
    return tuple(
        row | {"size": float(row["size"]), "year": int(row["year"]), "known": int(row["known"])}
        for row in rows(FOLDER / "projects.csv")
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


def _asked(system: System) -> dict[str, float]:
    from model.engine.run import start_values

    start = {name: float(value) for name, value in start_values(system, {}, {}, floats=True).items()}
    invested = start["investment_demand_base"]
    dedicated = start["dedicated_investment_share_base"] + (start["investment_demand"] - invested) / invested
    group = start["group_investment_demand"] / invested
    return {
        "dedicated_investment_share_base": max(dedicated, 0.02),
        "group_share_of_investment_base": min(max(group, 0.001), 0.5),
    }
