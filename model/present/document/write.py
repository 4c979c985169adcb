"""A report as HTML that stands alone, and as PDF."""

from functools import partial
from importlib.resources import files

from model.present.document.contents import Document
from model.present.document.fonts import faces
from model.present.document.parts import Say, markup

LANGUAGES = {"en": "en", "zh": "zh-CN"}


def html(document: Document) -> str:
    """The document as one HTML text: its style, figures and fonts are inside it, and all that is put into it is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    templates = Environment(
        loader=PackageLoader("model.present", "document"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["text"] = partial(markup, labels=document.labels)
    template = templates.get_template("template.html")
    style = Markup((files("model.present.document") / "style.css").read_text(encoding="utf-8"))
    given = {"document": document, "say": Say(document.lang), "language": LANGUAGES[document.lang], "style": style}
    bare = template.render(given, fonts={})
    return template.render(given, fonts=faces(bare + style, document.lang))


def pdf(text: str) -> bytes:
    """The HTML of a document as PDF, with its fonts embedded.

    Raises
    ------
    ImportError
        Where WeasyPrint, of the extra ``pdf``, is not installed.
    """
    from weasyprint import HTML

    return HTML(string=text).write_pdf()
