"""NetCDF files that are no results of this model, or none that can stand beside others, in ``compare`` and ``figures``."""

import shutil

import numpy as np
import pytest
import xarray as xr

import model
from model.cli import main
from model.export import netcdf

TITLES = {"long_name": "GDP", "long_name_zh": "生产总值"}


@pytest.fixture(scope="module")
def results():
    return model.run(model.load_scenario("baseline"))


def foreign(first=2020, **attributes):
    series = xr.DataArray(np.ones(3), dims="year", attrs=attributes)
    return xr.Dataset({"gdp": series}, {"year": np.arange(first, first + 3, dtype="int32")})


def refused(capsys, *parts):
    said = capsys.readouterr()
    assert said.err.count("\n") == 1 and not said.out and all(part in said.err for part in parts), said


@pytest.mark.parametrize(
    ("dataset", "part"),
    [
        (foreign(), "'gdp' has no years, numbers, units or titles"),
        (foreign(units="kg"), "'gdp' has no years, numbers, units or titles"),
        (foreign(1900, units="kg", **TITLES), "its first year is 1900; expected one of 2015, 2020"),
        (foreign().rename(gdp="heat"), "found heat, and none of its headline variables"),
    ],
)
def test_what_is_no_result_of_this_model_is_told(dataset, part, tmp_path, capsys):
    netcdf.write(dataset, tmp_path / "x.nc")
    for options in ((), ("-o", str(tmp_path / "out"))):
        assert main(["compare", str(tmp_path / "x.nc"), *options]) == 2
        refused(capsys, "no results of this model", part)
    assert not (tmp_path / "out").exists()


def test_a_variable_in_other_units_is_told(results, tmp_path, capsys):
    netcdf.write(results, tmp_path / "own.nc")
    netcdf.write(foreign(units="kg", **TITLES), tmp_path / "x.nc")
    assert main(["compare", str(tmp_path / "own.nc"), str(tmp_path / "x.nc")]) == 2
    refused(capsys, "gdp: found the units 'kg'; expected '1e8 CNY/year'")


def test_results_that_share_no_year_are_told(results, tmp_path, capsys):
    netcdf.write(results, tmp_path / "own.nc")
    netcdf.write(foreign(2015, units="1e8 CNY/year", **TITLES), tmp_path / "x.nc")
    assert main(["compare", str(tmp_path / "own.nc"), str(tmp_path / "x.nc")]) == 2
    refused(capsys, "found the years 2020 to 2025; expected some to 2017")


@pytest.fixture(scope="module")
def ensemble(tmp_path_factory):
    place = tmp_path_factory.mktemp("ensemble")
    assert main(["ensemble", "baseline", "--members", "2", "-q", "--no-figures", "-o", str(place)]) == 0
    return place


SPOILT = {
    "a variable": (lambda bands: bands.drop_vars("gdp"), "found no variable 'gdp'"),
    "the years": (lambda bands: bands.drop_vars("year"), "found no variable 'year'"),
    "quantiles": (lambda bands: bands.isel(quantile=[0, 1]), "found other quantiles"),
    "a dimension": (lambda bands: bands.assign(gdp=bands["gdp"][0]), "gdp: found other quantiles"),
    "a number": (lambda bands: bands.assign_attrs(members="x"), "the attribute 'members' of another kind"),
    "a title": (lambda bands: bands.assign_attrs(title_en=3), "the attribute 'title_en' of another kind"),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_quantiles_that_cannot_be_drawn_are_told(fault, ensemble, tmp_path, capsys):
    spoil, part = SPOILT[fault]
    place = shutil.copytree(ensemble, tmp_path / "ensemble")
    netcdf.write(spoil(netcdf.read(place / "quantiles.nc")), place / "quantiles.nc")
    assert main(["figures", str(place), "-q"]) == 2
    refused(capsys, f"{place / 'quantiles.nc'}: ", part)
    assert not (place / "figures").exists()


@pytest.mark.parametrize("lost", ["status", "year", "an attribute", "a status"])
def test_a_store_that_lost_a_part_is_told(lost, ensemble, tmp_path, capsys):
    place = shutil.copytree(ensemble, tmp_path / "ensemble")
    store = place / "ensemble.zarr"
    if lost == "an attribute":
        text = (store / "zarr.json").read_text(encoding="utf-8")
        (store / "zarr.json").write_text(text.replace('"title_zh"', '"title_xx"'), encoding="utf-8")
    else:
        shutil.rmtree(store / ("status/c" if lost == "a status" else lost))
    command = ["ensemble", "baseline", "--members", "2", "-q", "--no-figures", "--resume", "-o", str(place)]
    assert main(command) == 2
    refused(capsys, f"{store}: found an ensemble that cannot be read whole")


def test_a_fault_of_our_own_is_not_told_as_damage(ensemble, tmp_path, monkeypatch):
    from model.folder.ensemble import summary

    def wrong(*arguments):
        raise KeyError("ours")

    monkeypatch.setattr(summary, "meets", wrong)
    place = shutil.copytree(ensemble, tmp_path / "ensemble")
    with pytest.raises(KeyError, match="ours"):
        main(["ensemble", "baseline", "--members", "2", "-q", "--no-figures", "--resume", "-o", str(place)])
