"""Pages: text runs on past plates, tables are parted between rows with company, and figures have few slides, pages alike."""

import re
from importlib.resources import files

import pytest

from model.present.canvas.canvas import Canvas
from model.present.canvas.multiples import by_sector
from model.present.canvas.pages import SLIDES, even, kept, subtitle
from model.present.canvas.panel import Panel
from model.present.document import paged

STYLE = (files("model.present.document") / "style.css").read_text(encoding="utf-8")
PICTURE = "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg' width='800' height='1100'/>"
BODY = "Text that fills some of the page and has no other use at all. " * 12


def plate(number):
    return (
        f'<figure class="picture plate" id="plate{number}"><div class="wide"><img src="{PICTURE}" alt=""></div>'
        f"<figcaption>Plate {number}</figcaption></figure>"
    )


def document(main):
    return (
        f'<html><head><style>{STYLE}</style></head><body><header id="top"><p class="running">Running</p><h1>Title</h1>'
        f'</header><nav><h2>Contents</h2><ol><li><a href="#late">Late</a></li></ol></nav><main>{main}</main></body></html>'
    )


def pages_of(main):
    """The texts of the pages, and how far down each its type goes, in parts of what lies between the margins."""
    pypdf, _ = pytest.importorskip("pypdf"), pytest.importorskip("weasyprint")
    import io

    reader = pypdf.PdfReader(io.BytesIO(paged.pdf(document(main))))
    return reader, [page.extract_text() for page in reader.pages]


def lowest(page):
    """How high over the foot the lowest type of a page's body stands, in parts of the page."""
    heights = []

    def visit(text, transform, matrix, *_):
        if text.strip():
            heights.append(matrix[5] * transform[3] + transform[5])

    page.extract_text(visitor_text=visit)
    whole = float(page.mediabox.height)
    body = [high / whole for high in heights if high / whole > 0.062]  # over the number of the page
    return min(body, default=1.0)


def test_text_runs_on_past_plates_and_numbers_count_them():
    parts = [f"<p>First {i}. {BODY}</p>" for i in range(3)]
    parts += [plate(1), plate(2), *(f"<p>Then {i}. {BODY}</p>" for i in range(12))]
    late = f'<section id="late"><h2>Late</h2><p>See <a href="#plate2">plate</a>. {BODY}</p></section>'
    reader, texts = pages_of(f'<section id="early">{"".join(parts)}</section>{late}')
    where = [i for i, text in enumerate(texts) if "Plate" in text]
    assert [re.search(r"Plate \d", texts[i])[0] for i in where] == ["Plate 1", "Plate 2"] and where == [1, 2]
    assert "Then 0" in texts[0], "the text before the plates fills its page"
    assert lowest(reader.pages[0]) < 0.15
    assert all(re.search(rf"(?m)^{i}$", text) for i, text in enumerate(texts[1:], 2))
    assert all(text.count("Running") == text.count("Title") == 1 for text in texts[1:]), (
        "one header a page, no cut text"
    )
    last = next(i for i, text in enumerate(texts, 1) if re.search("See plate", text))
    assert str(last) in texts[0].split("Late", 1)[1].split("\n")[0], "the contents count the plates"
    (link,) = [
        note.get_object()
        for page in reader.pages
        for note in page.get("/Annots", [])
        if last == reader.pages.index(page) + 1
    ]
    named = reader.named_destinations
    assert reader.get_page_number(reader.pages[where[1]]) == reader.get_destination_page_number(named[link["/Dest"]])


def test_plates_come_after_a_table_that_runs_on_and_never_inside_it():
    rows = "".join(f"<tr><td>Row {i}.</td><td>value</td></tr>" for i in range(130))
    table = (
        f'<figure class="table" id="late"><figcaption>Long.</figcaption><table><tbody>{rows}</tbody></table></figure>'
    )
    _, texts = pages_of(f'<section id="early"><p>First.</p>{plate(1)}{table}<p>After. {BODY}</p></section>')
    inside = [i for i, text in enumerate(texts) if "Row" in text]
    assert len(inside) > 1 and inside == list(range(inside[0], inside[-1] + 1))
    assert [i for i, text in enumerate(texts) if "Plate 1" in text] == [inside[-1] + 1]
    assert all(re.search(rf"(?m)^{i}$", text) for i, text in enumerate(texts[1:], 2))


def test_a_document_without_plates_is_laid_out_once(monkeypatch):
    reader, texts = pages_of('<section id="late"><h2>Late</h2><p>Only.</p></section>')
    assert len(texts) == 1 and "Only." in texts[0]


@pytest.mark.parametrize("before", range(8, 20))
def test_rows_never_stand_alone_and_a_caption_stands_with_rows(before):
    rows = "".join(f"<tr><td>Row {i}.</td><td>value</td></tr>" for i in range(30))
    table = (
        '<figure class="table" id="late"><figcaption>Caption.</figcaption><div class="wide"><table><thead><tr>'
        f"<th>Head</th><th>Value</th></tr></thead><tbody>{rows}</tbody></table></div></figure>"
    )
    lines = "".join(f"<p>Line {i}.</p>" for i in range(2 * before))
    _, texts = pages_of(f'<section id="early">{lines}<h3>Heading</h3>{table}</section>')
    counts = [len(re.findall(r"Row \d+\.", text)) for text in texts]
    assert sum(counts) == 30 and all(count == 0 or count >= 3 for count in counts), counts
    assert [("Head" in text) for text in texts if "Row" in text] == [True] * sum(count > 0 for count in counts)
    (caption,) = [text for text in texts if "Caption." in text]
    assert "Row 0." in caption and "Row 2." in caption and "Heading" in caption


def test_pages_are_of_much_the_same_length():
    def chunks(most):
        return [list(range(i, min(i + int(most), 41))) for i in range(0, 41, int(most))]

    assert [len(page) for page in chunks(10)] == [10, 10, 10, 10, 1]
    assert [len(page) for page in even(chunks, 10)] == [9, 9, 9, 9, 5]
    panels = [Panel(f"v{i}", "t", "u", "economy", (), ()) for i in range(4 * 15)]
    assert [len(page) for page in by_sector(panels, 4, 7)] == [20, 20, 20]


def test_a_slide_keeps_what_matters_most_in_order_and_says_what_it_leaves_out():
    def pages(shown):
        return range(0, len(shown), 3)

    items = list(range(100))
    assert kept(Canvas(size="page"), items, pages) == items == kept(Canvas(size="column"), items, pages)
    few = 3 * SLIDES
    assert kept(Canvas(size="slide"), items, pages) == items[:few]
    assert kept(Canvas(size="slide"), items, pages, lambda item: -item) == items[-few:]
    assert kept(Canvas(size="slide"), items[:few], pages) == items[:few]
    told = subtitle(Canvas(), "Title", "kept_levers", 12, 100)
    assert told.startswith("Title\n") and "12 of 100" in told and "levers.csv" in told
    assert subtitle(Canvas(), "Title", "kept_levers", 100, 100) == "Title"
