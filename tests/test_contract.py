"""The names and units that users rely on stand in every run."""

import numpy as np
import pytest

UNITS = {
    "1e8 CNY/year": "gdp nominal_gdp total_social_financing_increment premium_income green_investment_demand "
    "green_investment_funded",
    "1e8 CNY": "deposits loans financial_assets",
    "1e4 person": "population",
    "%": "manufacturing_share services_share strategic_emerging_share finance_value_added_share insurance_depth "
    "corporate_loan_rate grassland_cover curtailment_rate non_fossil_share energy_intensity_change "
    "carbon_intensity_change water_intensity_change",
    "1e4 tce/year": "primary_energy coal_consumption",
    "tce/1e4 CNY": "energy_intensity",
    "1e8 kWh/year": "electricity_demand generation",
    "1e4 kW": "pv_capacity wind_capacity",
    "1e4 t/year": "co2_emissions grassland_carbon_sink",
    "t/1e4 CNY": "carbon_intensity",
    "CNY/person/year": "insurance_density",
    "count": "listed_companies",
    "1e4 mu": "basic_grassland_area degraded_grassland_area efficient_irrigation_area high_standard_farmland_area",
    "1e8 m3/year": "water_use",
    "m3/1e4 CNY": "water_intensity",
    "1": "irrigation_efficiency",
}
NAMES = [(name, units) for units, names in UNITS.items() for name in names.split()]
ATTRIBUTES = ("units", "long_name", "long_name_zh", "sector", "kind", "source_status")


@pytest.mark.parametrize(("name", "units"), NAMES)
def test_variable_stands_with_its_units(runs, name, units):
    found = runs["baseline"][name]
    assert found.attrs["units"] == units
    assert found.dims == ("year",)
    assert np.isfinite(found).all()


def test_every_variable_says_what_it_is(runs):
    for name, variable in runs["baseline"].data_vars.items():
        assert all(variable.attrs.get(key) for key in ATTRIBUTES), name


def test_years_begin_with_the_base_year(runs):
    assert runs["baseline"]["year"].values.tolist() == [2020, 2021, 2022, 2023, 2024, 2025]
