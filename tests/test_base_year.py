"""The year 2020 of every scenario is what was published for it."""

import pytest
from conftest import SCENARIOS

from model.data import numbers
from model.engine.declare import Parameter, Stock
from model.scenario.element import variable_of

GAZETTE = {
    "total_social_financing_increment": 872,
    "deposits": 7121.3,
    "loans": 7782.6,
    "financial_assets": 11316.9,
    "premium_income": 210.7,
    "claims": 66.1,
    "finance_value_added": 321.1,
    "corporate_loan_rate": 4.96,
    "listed_companies": 15,
    "innovation_board_companies": 6,
    "regional_board_companies": 1311,
    "gdp": 3920.55,
    "nominal_gdp": 3920.55,
}
PRINTED = {  # ratios of the gazette: the printed value, half a unit of its last digit
    "insurance_depth": (5.4, 0.05),
    "insurance_density": (2926, 0.5),
    "finance_value_added_share": (8.2, 0.05),
}


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("name", GAZETTE)
def test_published_value(runs, scenario, name):
    assert float(runs[scenario][name].sel(year=2020)) == pytest.approx(GAZETTE[name], rel=1e-9)


@pytest.mark.parametrize("scenario", SCENARIOS)
@pytest.mark.parametrize("name", PRINTED)
def test_printed_ratio(runs, scenario, name):
    value, half = PRINTED[name]
    assert abs(float(runs[scenario][name].sel(year=2020)) - value) <= half


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_stock_starts_at_its_figure(runs, region, scenario):
    start, seen = runs[scenario].sel(year=2020), 0
    for name in region.of_kind(Stock):
        initial = region.declarations[name].initial
        if not isinstance(region.declarations[initial], Parameter):
            continue
        for element in region.elements([name]):
            figure = numbers()[element.replace(name, initial, 1)].value
            labels = element.partition("[")[2].rstrip("]")
            found = start[name].sel({start[name].dims[0]: labels}) if labels else start[name]
            assert float(found) == pytest.approx(figure, rel=1e-9, abs=1e-12), element
            seen += 1
    assert seen >= 25


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_published_base_is_shown(runs, region, scenario):
    start, seen = runs[scenario].sel(year=2020), 0
    for name, declaration in region.declarations.items():
        if base := getattr(declaration, "base", None):
            assert start[name].values == pytest.approx(start[base].values, rel=1e-9), name
            seen += 1
    assert seen >= 20


def test_stocks_named_in_the_figures_are_those_of_the_model(region):
    named = {variable_of(name).removesuffix("_base") for name in numbers() if "_base" in name}
    for stock in set(region.of_kind(Stock)) & named:
        assert region.declarations[stock].initial == f"{stock}_base"


def test_gdp_agrees_with_the_ratios_of_the_gazette():
    gdp = numbers()["gdp_base"].value
    assert 210.7 / 0.0545 < gdp < 210.7 / 0.0535  # premiums over the printed depth
    assert 321.1 / 0.0825 < gdp < 321.1 / 0.0815  # value added of finance over its printed share
    assert 3891 <= gdp <= 3939
