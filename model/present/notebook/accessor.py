"""``results.plan``: any results of this model held against the plan, in Python and in a notebook.

Importing this file gives every ``xarray.Dataset`` the accessor ``plan``; :mod:`model.present.notebook.hooks` does so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd
import xarray as xr

from model.data.catalogue import Record, targets
from model.errors import InputError, meant
from model.plan.selection import named_targets, wanted_targets
from model.present.canvas.types import Drawn
from model.results.check import check_results
from model.results.label import HEADLINES
from model.scenario.load import Scenario

if TYPE_CHECKING:
    from model.present.figures.figure import Figure, Run

Wanted = Scenario | Iterable[str] | None


@xr.register_dataset_accessor("plan")
class Plan:
    """What the plan says of results: ``results.plan``.

    Every method raises ``InputError`` where the Dataset is no result of this model, or lacks what the method reads, and
    names what is missing. ``lang`` is ``en`` or ``zh`` throughout: the language of names, units and figures. Columns of
    tables have the same names in both.
    """

    def __init__(self, results: xr.Dataset):
        self._results = results  # not checked here, for xarray makes an error of this another's

    def targets(self, wanted: Wanted = None, lang: str = "en") -> pd.DataFrame:
        """The verdict on each target.

        Parameters
        ----------
        wanted
            A scenario, for its targets with its edits; or ids of targets; all of the plan's where none are given, a
            target that is stated twice once.

        Returns
        -------
        pandas.DataFrame
            One row a target that the model answers: ``id``, ``sector``, ``name``, ``wanted``, ``year``, ``projected``,
            ``met``, ``gap`` (what is projected less what is wanted) and ``unit``. ``met`` is missing where the run ends
            before the target's year. Of an ensemble, instead of ``projected``, ``met`` and ``gap``: ``low``, ``median``
            and ``high`` (the 5 %, 50 % and 95 % quantiles over the members) and ``probability``, the share of the members
            that meet the target.

        Raises
        ------
        InputError
            Also where an id is not of the plan, or of a target that the model does not answer.
        """
        from model.analysis.uncertainty.ensemble import ran_only
        from model.present.text.targets.verdicts import likelihood_rows, verdict_rows

        asked = self._asked(wanted)
        if "member" in self._results.dims:
            return pd.DataFrame(likelihood_rows(asked, ran_only(self._results), lang))
        return pd.DataFrame(verdict_rows(asked, self._results, lang)).astype({"met": "boolean"})

    def compare(
        self, others: xr.Dataset | Mapping[str, xr.Dataset], variables: Iterable[str] = HEADLINES, lang: str = "en"
    ) -> pd.DataFrame:
        """Headline variables of these results and others side by side, at the plan's end and at the first of their last years.

        Parameters
        ----------
        others
            Results of another run; or several, by the names that they are to have in the table.
        variables
            Of one value a year.

        Returns
        -------
        pandas.DataFrame
            One row a variable and year: ``variable``, ``name``, ``unit``, ``year``, what the plan wants (``wanted``), the value in each run under the run's
            name, and under ``<run> - <first run>`` the difference to these results. Runs without a name have that of
            their scenario.
        """
        from model.present.text import words
        from model.present.text.tables import side_by_side

        variables = list(variables)
        runs = self._compared(others, variables)
        titles = {name: words.name(self._results[name], lang) for name in variables}
        rows = []
        for row in side_by_side(runs, variables):
            name, units = row.pop("variable"), row.pop("units")
            rows.append({"variable": name, "name": titles[name], "unit": words.unit(units, lang, name)} | row)
        return pd.DataFrame(rows)

    def fan(self, variables: Iterable[str], wanted: Wanted = None, lang: str = "en", size: str = "page") -> Drawn:
        """Bands over the members of an ensemble, history and targets, a panel a variable; see :class:`model.present.figures.ensemble.fan.Fan`."""
        from model.present.canvas.canvas import Canvas
        from model.present.figures.ensemble.fan import Fan
        from model.present.figures.figure import Ensemble

        variables = [variables] if isinstance(variables, str) else list(variables)
        check_results(self._results, variables)
        if "member_status" not in self._results:
            raise InputError(["fan: found a single run; expected an ensemble, as model.ensemble gives it"])
        return Fan(variables).first(Ensemble(self._results, _meant(wanted)), Canvas(lang, size))

    @property
    def plot(self) -> Plots:
        """The figures: ``results.plan.plot.overview()`` and its like."""
        return Plots(self)

    def __repr__(self) -> str:
        title = self._results.attrs.get("title_en", "no result of this model")
        return f"<plan of: {title}>"

    def _repr_html_(self) -> str:
        from model.present.notebook.cards import results_html

        return results_html(self._results)

    def _asked(self, wanted: Wanted) -> list[Record]:
        """The targets that are meant, once it is known that the results have what they read."""
        asked = _meant(wanted)
        check_results(self._results, [name for target in asked for name in _read(target)])
        return asked

    def _compared(
        self, others: xr.Dataset | Mapping[str, xr.Dataset], variables: Sequence[str]
    ) -> dict[str, xr.Dataset]:
        """These results and others by name, these first; all are single runs that have the variables."""
        check_results(self._results)
        here = str(self._results.attrs.get("title", "these"))
        if isinstance(others, xr.Dataset) or not isinstance(others, Mapping):
            check_results(others, called="the other")
            name = str(others.attrs.get("title", "other"))
            others = {name if name != here else f"{name} (2)": others}
        if here in others:
            raise InputError([f"compare: found '{here}' among the names of the others; it is that of these results"])
        runs = {here: self._results, **others}
        for name, run in runs.items():
            check_results(run, variables, name, single=True)
        return runs


def _meant(wanted: Wanted) -> list[Record]:
    """Targets that the model answers: of a scenario, by their ids, or all of the plan, what is stated twice once."""
    if isinstance(wanted, Scenario):
        meant = wanted_targets(wanted)
    elif wanted is None:
        meant = [target for target in targets() if not target.restates]
    else:
        meant = named_targets([wanted] if isinstance(wanted, str) else wanted)
    return [target for target in meant if target.variable]


def _read(target: Record) -> tuple[str, ...]:
    return (target.variable, "gdp") if target.reading == "growth_above_gdp" else (target.variable,)


class Plots:
    """The figures of results, each a ``matplotlib.figure.Figure``: ``results.plan.plot``.

    A notebook shows them after ``%matplotlib inline``.
    """

    def __init__(self, plan: Plan):
        self._plan = plan

    def overview(
        self, wanted: Wanted = None, sectors: Iterable[str] | None = None, lang: str = "en", size: str = "page"
    ) -> Drawn:
        """Headline variables by sector, their history, and the targets; see :class:`model.present.figures.run.overview.Overview`.

        ``sectors`` are all of ``model.present.figures.run.overview.PANELS`` where none are given; only a page holds all of them.
        """
        from model.present.figures.run.overview import PANELS, Overview, names_of

        sectors = list(PANELS if sectors is None else sectors)
        if unknown := [sector for sector in sectors if sector not in PANELS]:
            raise InputError([f"sectors: found no sector '{name}'{meant(name, list(PANELS))}" for name in unknown])
        names = [name for sector in sectors for panel in PANELS[sector] for name in names_of(panel)]
        return self._of_run(Overview(sectors), wanted, lang, size, names)[0]

    def targets(self, wanted: Wanted = None, lang: str = "en", size: str = "page", page: int = 1) -> Drawn:
        """The targets against the projection as dots and as a table; see :class:`model.present.figures.run.targets.Targets`."""
        from model.present.figures.run.targets import Targets

        pages = self._of_run(Targets(), wanted, lang, size)
        if not 1 <= page <= len(pages):
            raise InputError([f"page: found {page}; expected 1 to {len(pages)}"])
        return pages[page - 1]

    def comparison(
        self,
        others: xr.Dataset | Mapping[str, xr.Dataset],
        variables: Iterable[str],
        wanted: Wanted = None,
        lang: str = "en",
        size: str = "page",
    ) -> Drawn:
        """A line a run, a panel a variable, with history and targets; see :class:`model.present.figures.comparison.comparison.Comparison`.

        ``others`` are as of :meth:`Plan.compare`.
        """
        from model.present.canvas.canvas import Canvas
        from model.present.figures import figure
        from model.present.figures.comparison.comparison import Comparison

        variables = list(variables)
        material = figure.Comparison(self._plan._compared(others, variables), _meant(wanted))
        return Comparison(variables).first(material, Canvas(lang, size))

    def dispatch(self, years: Iterable[int] | None = None, lang: str = "en", size: str = "page") -> Drawn:
        """Electricity by slice of the year in some years; see :class:`model.present.figures.run.dispatch.Dispatch`.

        ``years`` are the first after the base year and the last where none are given.
        """
        from model.present.figures.run.dispatch import NEEDED, Dispatch

        check_results(self._plan._results, single=True)
        if lacking := [name for name in NEEDED if name not in self._plan._results]:
            raise InputError([f"dispatch: the results lack {', '.join(lacking)}"])
        return self._of_run(Dispatch(None if years is None else list(years)), (), lang, size)[0]

    def _of_run(self, figure: Figure, wanted: Wanted, lang: str, size: str, needed: Iterable[str] = ()) -> list[Drawn]:
        """The pages of a figure of these results, which have what is needed."""
        from model.present.canvas.canvas import Canvas

        material = self._judged(wanted)
        check_results(self._plan._results, needed)
        return [page.figure for page in figure.draw(material, Canvas(lang, size))]

    def _judged(self, wanted: Wanted) -> Run:
        """The single run that these results must be, with the verdicts on its targets."""
        from model.plan.targets import judge
        from model.present.figures.figure import Run

        results = self._plan._results
        check_results(results, single=True)
        return Run(results, judge(self._plan._asked(wanted), results))

    def __repr__(self) -> str:
        return "<figures: overview, targets, dispatch, comparison>"
