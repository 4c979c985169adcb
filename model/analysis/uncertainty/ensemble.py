"""Ensembles: a scenario run over samples of the assumptions, as labelled results."""

import numpy as np
import xarray as xr

from model.analysis.uncertainty.batch import LEFT, RAN, run_members, status_of
from model.analysis.uncertainty.blocks import draw
from model.analysis.uncertainty.quantiles import ran_in
from model.analysis.uncertainty.sample import estimated, sampler
from model.results.label import scenario_attributes, to_dataset
from model.scenario.load import Scenario
from model.sectors import load


def ensemble(scenario: Scenario, members: int = 256, seed: int = 0) -> xr.Dataset:
    """Run a scenario in many members, each with its own values of the assumptions.

    Every assumption is drawn from its range by its distribution (``model.analysis.uncertainty.sample``), independently of the
    others, but for those that were estimated on the record, which are drawn together from the posterior; its values stand
    in the results under its name. Rain, the river's inflow, prices and plants built elsewhere differ from year to year as on
    the record (``model.analysis.uncertainty.processes``). Not sampled are the levers, which are decisions; what the scenario itself sets; figures that are published or derived from such; and the structure of the model. The
    published values of the base year are therefore the same in every member: what was calibrated to them is
    calibrated anew. Bands of an ensemble say what follows from the modellers' ranges; they are no forecast
    probabilities.

    Parameters
    ----------
    scenario : Scenario
        As :func:`model.load_scenario` gives it.
    members
        How many; a power of two spreads them most evenly.
    seed
        Of the sample. A member has the same values of the assumptions whatever the number of members and the scenario.

    Returns
    -------
    xarray.Dataset
        As of :func:`model.run`, with the dimension ``member`` last where members may differ. ``member_status``, int8
        on ``member``, is 1 where a member ran and 2 where it left its domain; all else of such a member is NaN.
        Attributes beside those of a run: ``members``, ``seed``, ``left_domain`` (how many did), ``left_domain_reasons``
        (a line each), ``sampled`` (how many assumptions), ``sampled_assumptions`` (their element names), ``estimated`` (how
        many of them from the posterior).

    Raises
    ------
    RunError
        Where no member runs.
    ValueError
        Where ``members`` is less than 1.
    """
    system = load(scenario.base)
    values = draw(scenario, system, sampler(system, seed), 0, members)
    trajectory, ran, left = run_members(scenario, system, values)
    results = to_dataset(
        trajectory,
        system,
        **scenario_attributes(scenario),
        members=members,
        seed=seed,
        left_domain=len(left),
        left_domain_reasons="\n".join(f"member {number}: {left[number]}" for number in sorted(left)),
        sampled=len(values),
        sampled_assumptions=" ".join(values),
        estimated=len(values.keys() & estimated(system).keys()),
    )
    return _numbered(results, members, ran)


def _numbered(results: xr.Dataset, members: int, ran: np.ndarray) -> xr.Dataset:
    """Results on every member's own number, with the status of each."""
    if "member" not in results.dims:
        results = results.expand_dims(member=1).transpose(..., "member")
    results = results.assign_coords(member=("member", ran.astype("int32"), {"long_name": "Member"}))
    results = results.reindex(member=np.arange(members, dtype="int32"))
    flags = {"flag_values": np.array([RAN, LEFT], dtype="int8"), "flag_meanings": "ran left_domain"}
    titles = {"long_name": "Whether the member ran", "long_name_zh": "成员是否完成运行"}
    return results.assign(member_status=("member", status_of(members, ran), titles | flags))


def ran_only(results: xr.Dataset) -> xr.Dataset:
    """An ensemble without the members that left their domain; where it does not say who did, all of them."""
    return results.isel(member=ran_in(results["member_status"])) if "member_status" in results else results
