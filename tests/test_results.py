"""Annual readings, on a model that is worked out by hand: a lake of 100 that gains 10 and loses a tenth a year."""

from dataclasses import replace

import netCDF4
import numpy as np
import pytest
import toy

from model.engine.errors import RunError
from model.engine.given import Setup
from model.engine.run import simulate
from model.export import netcdf
from model.results import label
from model.results.annual import annual_values, needed
from model.results.run import integrate, run


@pytest.fixture(scope="module")
def system():
    return toy.system()


def project(system, **how):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(label, "figures", lambda base: toy.FIGURES)
        return label.to_dataset(simulate(system, 2023, Setup(**how)), system, title="toy")


@pytest.fixture(scope="module")
def dry(system):
    """Half the rain from 2021 on, so that the lake falls."""
    return project(system, inputs={"rain": {2021: 5.0, 2022: 5.0, 2023: 5.0}})


def test_a_stock_is_its_value_at_the_end_of_the_year(dry):
    exact = 50 + 50 * np.exp(-0.1 * np.arange(4))
    assert dry["lake"].values == pytest.approx(exact, rel=1e-7)
    assert dry["half"].values == pytest.approx(exact / 2, rel=1e-7)


def test_a_stock_changes_by_the_totals_of_its_flows(dry):
    net = dry["inflow"] - dry["outflow"]
    assert np.diff(dry["lake"]) == pytest.approx(net.values[1:], rel=1e-12)


def test_the_base_year_holds_the_published_base_where_there_is_one(dry):
    assert dry["outflow"].sel(year=2020) == 9
    assert dry["inflow"].sel(year=2020) == 10  # the rate at the start


def test_a_ratio_is_of_the_totals_and_of_the_bases(dry):
    assert dry["share"].values == pytest.approx((dry["outflow"] / dry["inflow"]).values, rel=1e-15)
    assert dry["share"].sel(year=2020) == pytest.approx(0.9)


def test_a_total_over_a_dimension_is_the_sum_of_what_is_reported(dry):
    assert dry["demand"].dims == ("year", "use")
    assert list(dry["use"].values) == ["farm", "town"]
    assert dry["demand_sum"].values == pytest.approx(dry["demand"].sum("use").values, rel=1e-15)


def test_constants_have_no_year(dry):
    assert dry["need"].dims == ("use",) and dry["doubled"].dims == ()
    assert dry["doubled"] == 18


def test_a_batch_has_members_last_and_agrees_with_single_runs(system):
    needs = np.array([0.08, 0.16])
    batch = project(system, parameters={"need[farm]": needs})
    assert batch["demand"].dims == ("year", "use", "member") and batch["need"].dims == ("use", "member")
    for member, value in enumerate(needs):
        single = project(system, parameters={"need[farm]": value})
        for name in single.data_vars:
            found = batch[name].isel(member=member) if "member" in batch[name].dims else batch[name]
            np.testing.assert_array_equal(found.values, single[name].values)


def test_every_variable_says_what_it_is(dry):
    for variable in dry.data_vars.values():
        needed = {"units", "long_name", "long_name_zh", "sector", "kind", "source_status", "annual"}
        assert needed <= set(variable.attrs)
    assert dry["lake"].attrs["source_status"] == "assumption"
    assert dry["outflow"].attrs["source_status"] == "statistics"
    assert dry["doubled"].attrs["source_status"] == "derived"
    assert dry["demand"].attrs["source_status"] == "model"


def test_the_file_gives_back_the_results_without_fill_values(dry, tmp_path):
    netcdf.write(dry, tmp_path / "results.nc")
    assert netcdf.read(tmp_path / "results.nc").identical(dry)
    with netCDF4.Dataset(tmp_path / "results.nc") as file:
        assert not any("_FillValue" in variable.ncattrs() for variable in file.variables.values())
        assert file.Conventions == "CF-1.11"


def test_a_failed_write_leaves_the_old_file(dry, tmp_path):
    path = tmp_path / "results.nc"
    path.write_bytes(b"old")
    with pytest.raises(TypeError):
        netcdf.write(dry.assign_attrs(bad={}), path)
    assert path.read_bytes() == b"old" and list(tmp_path.iterdir()) == [path]


def test_a_run_that_records_what_is_needed_gives_the_same_values(shipped, region):
    names = ["non_fossil_share", "pv_capacity", "gdp"]
    wanted = needed(names, region)
    assert 0 < len(wanted) < len(region.order)
    some = integrate(shipped["fast-build"], region, kept=region.elements(wanted))
    whole = annual_values(integrate(shipped["fast-build"], region), region)
    found = annual_values(some, region, wanted)
    for name in names:
        np.testing.assert_array_equal(found[name], whole[name])


def test_an_error_that_is_owed_to_a_coarse_step_says_so(shipped, region):
    path = {year: 1.0 for year in range(2021, 2026)}
    levers = shipped["baseline"].levers
    levers = levers | {"coal_power_early_retirement": levers["coal_power_early_retirement"] | path}
    coarse = replace(shipped["baseline"], levers=levers, method="euler", step=1.0)
    with pytest.raises(RunError, match=r"by euler with a step of 1, and by rk4 with 0.25 the run goes through$"):
        run(coarse, region)
    run(replace(coarse, step=0.5), region)


def test_an_error_that_is_not_owed_to_the_step_does_not_say_so(shipped, region):
    parameters = shipped["baseline"].parameters | {"population_base": 0.0}
    for method, step in (("euler", 1.0), ("rk4", 0.25)):
        with pytest.raises(RunError) as raised:
            run(replace(shipped["baseline"], parameters=parameters, method=method, step=step), region)
        assert "coarse" not in str(raised.value)
