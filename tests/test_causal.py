"""Causal diagrams: every dependency drawn and none else, known signs found, labels apart and within the page."""

import builtins
import re
import warnings
from itertools import combinations

import numpy as np
import pytest
import signed_model
import toy
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from model.engine.declare import Derived, Equation, Flow, Parameter
from model.present.canvas.canvas import HEIGHTS, SIZES, SMALL, Canvas
from model.present.canvas.files import save_figure
from model.present.diagrams import system_map
from model.present.diagrams.causal import diagram as causal
from model.present.diagrams.causal.folding import PREFIX, common, folded, product
from model.present.diagrams.causal.graph import BOTH, NEGATIVE, NONE, POSITIVE, causal_graph, polarities, reference
from model.present.diagrams.causal.layout import TooNarrow, lay_out
from model.present.diagrams.causal.link_routing import LANE
from model.present.text import words
from model.results.run import load_scenario
from model.sectors import SECTORS, THEME, THEMES

TWO = ("en", "zh")
SLACK = 0.5  # pixels that boxes of text may share


@pytest.fixture(scope="module")
def signed():
    return signed_model.system()


@pytest.fixture(scope="module")
def graphs(region):
    return {sector: causal_graph(region, sector) for sector in SECTORS}


@pytest.fixture(scope="module")
def pages(region):
    """Every sector's page in both languages, laid out, with warnings as errors."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return {(sector, lang): drawn(region, sector, lang, "page") for sector in SECTORS for lang in TWO}


def drawn(system, sector, lang, size):
    figure = causal.causal_diagram(system, sector, lang, size)
    figure.draw_without_rendering()
    return figure


def still(system, name):
    return isinstance(system.declarations[name], Parameter | Derived)


def needed(system, sector):
    """Every dependency of a sector's equations on what moves, straight from their argument names."""
    return {
        (read, name)
        for name, declaration in system.declarations.items()
        if system.sectors[name] == sector and isinstance(declaration, Equation) and not still(system, name)
        for read in declaration.inputs
        if not still(system, read)
    }


def labels(figure):
    (axes,) = figure.axes
    return [text for text in axes.texts if text.get_text().strip()]


def boxes(figure):
    return [(text.get_text(), text.get_window_extent()) for text in labels(figure)]


def overlap(one, other):
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    return wide > SLACK and high > SLACK


@pytest.mark.parametrize("sector", SECTORS)
def test_every_dependency_is_a_link_and_every_link_a_dependency(region, graphs, sector):
    graph, wanted = graphs[sector], needed(region, sector)
    home = graph.home
    shown = {(link.source, link.target) for link in graph.links if not link.pipe}
    assert shown == {(home[a], home[b]) for a, b in wanted if a in home and b in home and home[a] != home[b]}
    assert all(a in home and b in home for a, b in wanted), (
        "only what starts a delay is left out, and it is read by no flow"
    )


@pytest.mark.parametrize("sector", SECTORS)
def test_every_pipe_is_an_end_of_a_flow(region, graphs, sector):
    graph = graphs[sector]
    ends = set()
    for name in region.of_kind(Flow):
        flow = region.declarations[name]
        if sector in {region.sectors[part] for part in (name, flow.out_of, flow.into) if part}:
            ends |= {pair for pair in ((flow.out_of, name), (name, flow.into)) if None not in pair}
    home = graph.home
    wanted = {(home[a], home[b]) for a, b in ends if a in home and b in home and home[a] != home[b]}
    assert {(link.source, link.target) for link in graph.links if link.pipe} == wanted


def test_signs_of_a_made_model(signed):
    equations = [name for name, d in signed.declarations.items() if isinstance(d, Equation) and not still(signed, name)]
    signs = polarities(signed, equations, reference(signed))
    assert signs["effort", "push"] == POSITIVE
    assert signs["weather", "push"] == NEGATIVE
    assert signs["store", "swing"] == BOTH
    assert signs["weather", "idle"] == NONE
    assert signs["effort", "idle"] == POSITIVE
    assert signs["seen", "filling"] == NONE
    assert signs["store", "leaving"] == POSITIVE


def test_the_made_store_passes_its_limit(signed):
    """Else the test of ``±`` would test nothing."""
    store = reference(signed).ends["store"]
    assert store.min() < signed_model.VALUES["limit"] < store.max()


def test_signs_hold_over_the_elements_of_a_dimension():
    signs = polarities(toy.system(), ["demand", "demand_sum", "share"], reference(toy.system()))
    assert signs["lake", "demand"] == POSITIVE
    assert signs["saving", "demand"] == NEGATIVE
    assert signs["demand", "demand_sum"] == POSITIVE
    assert (signs["outflow", "share"], signs["inflow", "share"]) == (POSITIVE, NEGATIVE)


def test_signs_are_those_of_the_scenario(region):
    """At the model's own figures no carbon is captured, and here some is."""
    (own,) = [
        link
        for link in causal_graph(region, "carbon").links
        if (link.source, link.target) == ("funded_share", "carbon_capture_construction")
    ]
    graph = causal_graph(
        region, "carbon", load_scenario("scenarios/baseline.yaml", ("levers.carbon_capture_programme=50",))
    )
    (built,) = [link for link in graph.links if (link.source, link.target) == (own.source, own.target)]
    assert (own.polarity, built.polarity) == (NONE, POSITIVE)


def test_known_signs_of_the_region(graphs):
    signs = {(link.source, link.target): link.polarity for g in graphs.values() for link in g.links if not link.pipe}
    assert signs["pv_experience", "pv_unit_cost"] == NEGATIVE
    assert signs["real_loan_rate", "working_capital_demand"] == NEGATIVE
    assert signs["grazing_pressure", "cover_loss"] == POSITIVE
    assert signs["degraded_grassland_area", "cover_capacity"] == POSITIVE  # it bears cover too, though less


def test_a_smoothing_is_one_stock_and_what_enters_it_is_late(signed):
    graph = causal_graph(signed, "signed_model")
    assert {name for name in graph.nodes if name.startswith("seen")} == {"seen"}
    assert len(graph.nodes["seen"].names) == 6
    assert [(link.source, link.delayed) for link in graph.links if link.target == "seen"] == [("push", True)]


def test_a_material_delay_is_a_stock_and_the_flow_that_leaves_it(signed):
    graph = causal_graph(signed, "signed_model")
    assert {name for name in graph.nodes if name.startswith("late")} == {"late_stage_1", "late"}
    pipes = [(link.source, link.target) for link in graph.links if link.pipe]
    assert {("leaving", "late_stage_1"), ("late_stage_1", "late"), ("late", "made")} <= set(pipes)


def test_signs_multiply_along_a_chain():
    assert product(POSITIVE, NEGATIVE) == product(NEGATIVE, POSITIVE) == NEGATIVE
    assert product(NEGATIVE, NEGATIVE) == product(POSITIVE, POSITIVE) == POSITIVE
    assert product(BOTH, NEGATIVE) == BOTH
    assert product(BOTH, NONE) == NONE


def test_signs_beside_each_other_must_agree():
    assert common([POSITIVE, NONE, POSITIVE]) == POSITIVE
    assert common([POSITIVE, NEGATIVE]) == BOTH
    assert common([NONE]) == NONE


def test_the_coarse_graph_follows_chains(signed):
    coarse = folded(causal_graph(signed, "signed_model"))
    signs = {(link.source, link.target): link.polarity for link in coarse.links if not link.pipe}
    assert set(coarse.nodes) == {"store", "made", "seen", "late_stage_1", "effort", "weather"}
    assert (signs["effort", "seen"], signs["weather", "seen"]) == (POSITIVE, NEGATIVE)
    assert signs["store", "late_stage_1"] == POSITIVE
    assert [(link.source, link.target) for link in coarse.links if link.pipe] == [
        ("store", "late_stage_1"),
        ("late_stage_1", "made"),
    ]


@pytest.mark.parametrize("sector", SECTORS)
def test_the_coarse_graph_leaves_out_only_what_it_says(graphs, sector):
    full, coarse = graphs[sector], folded(graphs[sector])
    own = {name: node for name, node in full.nodes.items() if not node.outside}
    kept, alone = own.keys() & coarse.nodes.keys(), {node.name for node in coarse.alone}
    assert len(own) - len(kept) == coarse.folded + len(own.keys() & alone)
    assert {name for name, node in own.items() if node.kind in ("stock", "lever", "driver")} <= kept | alone
    givers = {PREFIX + node.sector for node in full.nodes.values() if node.outside}
    assert {name for name in [*coarse.nodes, *alone] if name.startswith(PREFIX)} == givers
    linked = {end for link in coarse.links for end in (link.source, link.target)}
    assert linked <= coarse.nodes.keys() and not linked & alone


def test_rows_hold_no_more_than_their_width():
    """Five wide nodes under one that all read, on a page for three."""
    links = [(0, i, 1.0, 0.0, 0.0) for i in range(1, 6)]
    layout = lay_out(np.full(6, 1.0), links, 3.0, LANE)
    for row in range(layout.row.max() + 1):
        x = np.sort(layout.x[layout.row == row])
        assert np.all(np.diff(x) >= 1 - 1e-6)
        assert len(x) == 0 or (x[0] >= 0.5 - 1e-6 and x[-1] <= 2.5 + 1e-5)
    assert layout.row[0] < layout.row[1:].min()


def test_only_a_circle_makes_a_link_run_up():
    chain = [(0, 1, 1.0, 0.0, 0.0), (1, 2, 1.0, 0.0, 0.0)]
    assert lay_out(np.ones(3), chain, 3.0, LANE).turned == [False, False]
    assert sum(lay_out(np.ones(3), [*chain, (2, 0, 1.0, 0.0, 0.0)], 3.0, LANE).turned) == 1


def test_what_does_not_fit_is_refused():
    with pytest.raises(TooNarrow, match="does not fit into 0.5 inches"):
        lay_out(np.ones(2), [(0, 1, 1.0, 0.0, 0.0)], 0.5, LANE)


def test_narrower_lanes_let_more_links_pass():
    """Twelve links from the top row to the third, past a node in the second."""
    links = [(0, 1, 9.0, 0.0, 0.0), (1, 2, 9.0, 0.0, 0.0), *[(0, 2, 9.0, 0.0, 0.0)] * 12]
    with pytest.raises(TooNarrow):
        lay_out(np.ones(3), links, 1.15, LANE)
    assert list(lay_out(np.ones(3), links, 1.15, LANE / 10).row) == [0, 1, 2]


def test_a_sector_that_nothing_reads_keeps_its_ends(graphs):
    coarse = folded(graphs["money"])
    ends = {link.target for link in coarse.links}
    assert ends and all(not graphs["money"].nodes[name].readers for name in ends)
    assert ends.isdisjoint(link.source for link in coarse.links)


@pytest.mark.parametrize("lang", TWO)
@pytest.mark.parametrize("sector", SECTORS)
def test_no_two_labels_overlap_or_leave_the_page(pages, sector, lang):
    figure = pages[sector, lang]
    found, page = boxes(figure), figure.bbox
    assert not [(a, b) for (a, one), (b, other) in combinations(found, 2) if overlap(one, other)]
    for text, box in found:
        assert page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1, text


def crossed(figure):
    """Labels that a line runs through."""
    (axes,) = figure.axes
    found = [(text.get_text(), text.get_window_extent()) for text in labels(figure) if text.get_gid() == "label"]
    for patch in axes.patches:
        if isinstance(patch, PathPatch):
            for line in patch.get_path().transformed(axes.transData).to_polygons(closed_only=False):
                points = np.concatenate([np.linspace(a, b, 20) for a, b in zip(line, line[1:])])
                yield from (text for text, box in found if np.any(within(points, box)))


def within(points, box):
    x, y = points.T
    return (x > box.x0 + 1) & (x < box.x1 - 1) & (y > box.y0 + 1.5) & (y < box.y1 - 1.5)


@pytest.mark.parametrize("lang", TWO)
@pytest.mark.parametrize("sector", SECTORS)
def test_no_line_runs_through_a_label(pages, sector, lang):
    assert not list(crossed(pages[sector, lang]))


def test_a_line_through_a_label_would_be_seen(signed):
    figure = drawn(signed, "signed_model", "en", "page")
    (axes,) = figure.axes
    text = next(text for text in axes.texts if text.get_gid() == "label")
    x, y = text.get_position()
    assert not list(crossed(figure))
    axes.add_patch(PathPatch(Path([(x - 2, y), (x + 2, y)]), fc="none"))
    assert text.get_text() in list(crossed(figure))


@pytest.mark.parametrize("lang", TWO)
@pytest.mark.parametrize("sector", SECTORS)
def test_every_node_has_its_label_large_enough(region, graphs, pages, sector, lang):
    figure = pages[sector, lang]
    shown = [re.sub(r"\s", "", text.get_text()) for text in labels(figure)]
    for name in graphs[sector].nodes:
        title = causal.node_title(region, graphs[sector].nodes[name], Canvas(lang))
        assert re.sub(r"\s", "", title) in shown, title
    assert min(text.get_fontsize() for text in labels(figure)) >= SMALL


@pytest.mark.parametrize("sector", SECTORS)
def test_a_page_is_no_taller_than_paper(pages, sector):
    assert max(pages[sector, lang].get_figheight() for lang in TWO) <= 11.69


@pytest.mark.parametrize("size", ["column", "slide"])
@pytest.mark.parametrize(
    "sector",
    [
        pytest.param(s, marks=() if s in ("capital_market", "generation", "renewables") else pytest.mark.slow)
        for s in SECTORS
    ],
)
def test_other_sizes_hold_their_labels_apart(region, sector, size):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figures = [drawn(region, sector, lang, size) for lang in TWO]
    for figure in figures:
        found = boxes(figure)
        assert not [(a, b) for (a, one), (b, other) in combinations(found, 2) if overlap(one, other)]
        assert all(figure.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1 for _, box in found)
        assert size == "column" or figure.get_figheight() == pytest.approx(7.5)


def test_a_diagram_is_the_same_each_time(signed, tmp_path):
    first, second = (
        save_figure(causal.causal_diagram(signed, "signed_model"), tmp_path / f"{name}.svg").read_bytes()
        for name in "ab"
    )
    assert first == second


def test_loops_are_numbered_and_named(pages):
    caption = next(
        text for text in (t.get_text() for t in labels(pages["energy_need", "en"])) if "Feedback loops" in text
    )
    assert re.search(r"1 New\s+equipment\s+replaces\s+old;\s+2\s+Retrofits\s+use\s+up", caption)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"sector": "generatoin"}, "did you mean 'generation'"),
        ({"lang": "fr"}, "lang: found 'fr'"),
        ({"size": "poster"}, "size: found 'poster'"),
        ({"detail": "some"}, "detail: found 'some'"),
    ],
)
def test_what_is_not_known_is_refused(region, change, message):
    with pytest.raises((KeyError, ValueError), match=message):
        causal.causal_diagram(region, **{"sector": "generation"} | change)


def test_without_igraph_the_error_says_what_to_install(signed, monkeypatch):
    real = builtins.__import__

    def missing(name, *others, **more):
        if name == "igraph":
            raise ImportError(name)
        return real(name, *others, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(RuntimeError, match=re.escape('pip install "ningxia-plan-model[diagrams]"')):
        causal.causal_diagram(signed, "signed_model")


def test_the_map_counts_what_passes(region):
    given = system_map.passes(region)
    wanted = {}
    for sector in SECTORS:
        for read, _ in needed(region, sector):
            if THEME[region.sectors[read]] != THEME[sector]:
                wanted.setdefault((THEME[region.sectors[read]], THEME[sector]), set()).add(read)
    assert {pair: set(names) for pair, names in given.items()} == wanted


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", TWO)
def test_labels_of_the_map_do_not_overlap(region, lang, size):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure = system_map.system_map(region, lang, size)
        figure.draw_without_rendering()
    found, page = boxes(figure), figure.bbox
    assert figure.get_figheight() <= HEIGHTS[size]
    assert {title for title, _ in found} >= {
        words.balance(titles[lang == "zh"], system_map.NARROW[size]) for titles in THEMES.values()
    }
    assert not [(a, b) for (a, one), (b, other) in combinations(found, 2) if overlap(one, other)]
    assert all(page.x0 <= b.x0 and b.x1 <= page.x1 and page.y0 <= b.y0 and b.y1 <= page.y1 for _, b in found)
    assert min(text.get_fontsize() for text in labels(figure)) >= SMALL
