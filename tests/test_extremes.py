"""Extreme conditions: the model stays finite and whole, and answers as a reviewer expects."""

from dataclasses import replace

import numpy as np
import pytest

from model.analysis.checks import extremes
from model.engine.declare import Driver, Lever, Stock
from model.engine.errors import RunError
from model.engine.given import Setup
from model.engine.kernel import Kernel
from model.engine.run import simulate
from model.results.annual import annual_values

END = 2035
INVESTMENTS = (
    "efficiency_programme", "pv_approvals", "wind_approvals", "coal_power_approvals", "storage_approvals",
    "export_line_approvals", "pumped_storage_approvals", "hydrogen_programme", "coal_flexibility_programme", "carbon_capture_programme", "efficient_irrigation_programme",
    "high_standard_farmland_programme", "industrial_water_saving_investment", "restoration_programme",
    "afforestation_programme", "rural_programme_effort", "urban_programme_effort", "service_programme_effort",
)  # fmt: skip
EXTREMES = {
    "no rain": {"rain": 0},
    "no credit": {"credit_stance": 0, "government_bond_issuance": 0},
    "herd sold": {"destocking": 2},
    "carbon price x 100": {"carbon_price": 4660},
    "no new coal": {"coal_power_approvals": 0, "coal_power_early_retirement": 0.05},
    "coal closes": {"coal_power_early_retirement": 0.5},
    "zero investment": {"investment_climate": 0} | dict.fromkeys(INVESTMENTS, 0),
    "coal at 3000": {"coal_price": 3000},
    "coal at 100": {"coal_price": 100},
    "no water quota": {"water_quota": 0},
}
EITHER_SIGN = ("population_gain", "familiar_gap", "expected_growth")  # differences, which may be below nought
NEVER_NEGATIVE = (
    "gdp", "coal_consumption", "co2_emissions", "carbon_in_fuels", "coal_generation", "net_export", "generation",
    "water_use", "loans", "financial_assets", "gross_lending", "deposits", "bank_capital", "green_lending", "coal_lending", "other_lending",
)  # fmt: skip


@pytest.fixture(scope="module")
def project(shipped, region):
    """Run the baseline to 2035, with levers set from 2021 on and parameters; the values by element, one a year."""
    kernel, base = Kernel(region), shipped["baseline"].levers

    def project(levers=None, parameters=None, system=region):
        paths = {name: {year: path[min(year, 2025)] for year in range(2020, END + 1)} for name, path in base.items()}
        for name, value in (levers or {}).items():
            for element in region.elements([name]):  # all of a lever that has labels
                paths[element] |= dict.fromkeys(range(2021, END + 1), value)
        own = kernel if system is region else None
        trajectory = simulate(system, END, Setup(parameters or {}, paths), kernel=own)
        check_whole(trajectory, system)
        return {name: np.ravel(array) for name, array in annual_values(trajectory, system).items()}

    return project


def check_whole(trajectory, system):
    for values in (trajectory.ends, trajectory.totals, trajectory.fine):
        for name, array in values.items():
            assert np.isfinite(array).all(), name
    for name in system.elements(stock for stock in system.of_kind(Stock) if stock not in EITHER_SIGN):
        assert (trajectory.fine[name] >= 0).all(), name
    for name in NEVER_NEGATIVE:
        assert (trajectory.ends[name] >= -1e-9).all(), name


@pytest.fixture(scope="module")
def base(project):
    return project()


@pytest.fixture(scope="module")
def ends(region):
    """The two ends of the domain of every lever."""
    return [{n: region.declarations[n].domain[i] for n in region.of_kind(Lever)} for i in (0, 1)]


@pytest.mark.parametrize("extreme", EXTREMES)
def test_extreme_runs(project, extreme):
    project(EXTREMES[extreme])


def test_no_lever_has_an_endless_domain(region):
    for name in (*region.of_kind(Lever), *region.of_kind(Driver)):
        low, high = region.declarations[name].domain
        assert np.isfinite([low, high]).all() and high <= 1e5, name


@pytest.mark.parametrize("which", ["lowest", "highest"])
def test_each_lever_alone_at_its_end(region, project, ends, which):
    for name, value in ends[which == "highest"].items():
        project({name: value})


def test_no_rain(project, base):
    dry = project(EXTREMES["no rain"])
    assert (np.diff(dry["grassland_cover"][2:]) < 0).all()
    assert dry["grassland_cover"][-1] < base["grassland_cover"][-1] / 2
    assert dry["local_withdrawal"][-1] == 0
    for name in ("agriculture_water_adequacy", "livestock", "gdp", "healthy_grassland_area", "grassland_carbon_sink"):
        assert dry[name][-1] < base[name][-1], name


def test_no_credit(project, base):
    tight = project(EXTREMES["no credit"])
    for name in ("funded_share", "green_investment_funded", "pv_capacity", "wind_capacity", "gdp", "capital[services]"):
        assert tight[name][-1] < 0.9 * base[name][-1], name
    assert tight["gross_lending"][-1] == tight["government_bond_financing"][-1] == 0
    assert (np.diff(tight["loans"]) < 0).all() and tight["loans"][-1] < 0.25 * tight["loans"][0]  # they are paid off
    assert (np.diff(tight["government_debt"]) <= 0).all()


def test_no_livestock(project, base):
    empty = project(parameters={"livestock_base": 0.0})
    assert (empty["livestock"] == 0).all() and (empty["grazing_pressure"] == 0).all()
    assert empty["degradation"][1:].max() == 0
    assert empty["grassland_cover"][-1] > base["grassland_cover"][-1]


def test_herd_sold(project, base):
    sold = project(EXTREMES["herd sold"])
    assert sold["livestock"][-1] < 1e-3 * base["livestock"][-1]
    assert sold["grassland_cover"][-1] > base["grassland_cover"][-1]
    assert sold["feed_adequacy"][-1] > base["feed_adequacy"][-1]


def test_dear_carbon(project, base):
    dear = project(EXTREMES["carbon price x 100"])
    for name in (
        "carbon_intensity",
        "co2_emissions",
        "coal_power_capacity",
        "coal_power_margin",
        "power_co2_emissions",
    ):
        assert dear[name][-1] < base[name][-1], name
    assert (
        dear["coal_power_demand"][1] < base["coal_power_demand"][1] / 2
    )  # until so many have closed that power is short
    assert (dear["coal_power_demand"] <= base["coal_power_demand"]).all()
    assert dear["wind_capacity"][-1] > base["wind_capacity"][-1]
    assert dear["pv_capacity"][-1] > 0.99 * base["pv_capacity"][-1]  # all that is approved is started in either


def test_no_new_coal(project, base):
    """Exports give first: while firm capacity covers the peak of the region, it is served but for some hours."""
    closing = project(EXTREMES["no new coal"])
    firm = 0.9 * closing["coal_power_capacity"] / (1.2 * closing["mean_load"]) >= 1
    assert firm[5] and not firm[-1]
    assert (closing["power_adequacy"][firm] >= 1 - 5e-4).all() and closing["power_adequacy"][-1] < 1
    assert (np.diff(closing["net_export"][4:]) < 0).all()


def test_coal_closes(project):
    closing = project(EXTREMES["coal closes"])
    assert closing["coal_power_hours"].max() <= 7000 * (1 + 1e-9)
    assert closing["power_adequacy"][-1] < 0.95
    assert closing["coal_plants[small]"][2] < closing["coal_plants[ultra_supercritical]"][2]


def test_no_lines_at_all(region, project, base):
    """Lines of zero capacity from the start."""
    island = project(
        {"export_line_approvals": 0}, {"export_line_capacity_base": 0.0, "contracted_line_capacity_base": 0.0}
    )
    assert island["export_line_capacity"].max() == island["net_export"][1:].max() == 0
    assert island["curtailment_rate"][1:].min() > base["curtailment_rate"][1:].max()
    assert island["pv_capacity"][-1] < base["pv_capacity"][-1]


def test_zero_investment(project, base):
    idle = project(EXTREMES["zero investment"], {"retrofit_response": 0.0})
    assert (np.diff(idle["capital[services]"]) < 0).all() and idle["branch_investment"][1:].max() == 0
    assert idle["capital[services]"][-1] == pytest.approx(idle["capital[services]"][0] * np.exp(-0.06 * 15), rel=1e-6)
    for name in ("gdp", "pv_capacity", "wind_capacity", "loans", "primary_energy"):
        assert idle[name][-1] < base[name][-1], name


def test_dear_coal(project, base):
    dear = project(EXTREMES["coal at 3000"])
    for name in ("coal_power_margin", "coal_power_capacity", "energy_intensity", "capital[other_industry]"):
        assert dear[name][-1] < base[name][-1], name
    assert abs(dear["gdp"][-1] / base["gdp"][-1] - 1) < 0.03  # mines gain what users of coal lose
    for name in ("nominal_gdp", "industry_share", "gdp_deflator", "gas_consumption"):
        assert dear[name][1] > base[name][1], name
    for name in ("coal_default", "bad_loan_ratio"):  # a fleet that loses money is no good borrower
        assert (dear[name][1:] > base[name][1:]).all(), name
    assert (dear["miner_default_rate"][1:] < base["miner_default_rate"][1:]).all()


def test_cheap_coal(project, base):
    cheap = project(EXTREMES["coal at 100"])
    for name in ("coal_power_margin", "coal_power_capacity", "energy_intensity", "carbon_intensity"):
        assert cheap[name][-1] > base[name][-1], name
    for name in ("nominal_gdp", "industry_share", "gdp_deflator"):
        assert cheap[name][1] < base[name][1], name


def test_no_water(project, base):
    parched = project(EXTREMES["no water quota"])
    assert parched["river_withdrawal"][-1] == parched["local_withdrawal"][-1] == 0
    assert parched["gdp"][-1] < base["gdp"][-1] / 2
    assert parched["water_use"][-1] < 0.1 * base["water_use"][-1]


def test_every_lever_at_its_lowest(project, base, ends):
    low = project(ends[0])
    for name in ("gdp", "capital[services]", "loans", "pv_capacity", "coal_consumption"):
        assert low[name][-1] < base[name][-1], name


def test_every_lever_at_its_highest(project, base, ends):
    high = project(ends[1])
    for name in ("gdp", "pv_capacity", "wind_capacity", "non_fossil_share", "grassland_cover"):
        assert high[name][-1] > base[name][-1], name


def test_lending_stops_at_what_banks_have(project, ends):
    """Projects that ask for more than banks lend leave other borrowers nothing, and never less."""
    high = project(ends[1] | {"credit_stance": 0.02, "carbon_price": 42.85})
    share = high["project_lending_share"]
    assert 0 < share.min() < 1 and share.max() <= 1
    assert np.allclose(high["green_lending"] + high["coal_lending"] + high["other_lending"], high["gross_lending"])


def test_check_runs_each_lever_at_both_ends(shipped, region):
    assert extremes(shipped["baseline"], region) == 2 * len(region.elements(region.of_kind(Lever, Driver)))


def test_check_names_the_lever_that_breaks(shipped, region):
    narrow = replace(region.declarations["gdp"], domain=(3900, 5300))
    system = replace(region, declarations=region.declarations | {"gdp": narrow})
    with pytest.raises(RunError, match="^with [a-z_]+ at "):
        extremes(shipped["baseline"], system)
