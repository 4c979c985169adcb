"""Fonts inside a style sheet, so that pages opened from a disk show them in every browser, with or without a network.

The font of mathematics lies beside this documentation. The Chinese one is the model's own, cut down to the characters that
the pages use; it can only be cut when they are written.
"""

import logging
import re
from base64 import b64encode
from io import BytesIO
from pathlib import Path

from fontTools import subset

from model.report.style import FONT

logging.getLogger("fontTools").setLevel(logging.WARNING)
MATHEMATICS = Path(__file__).parents[1] / "fonts" / "STIXTwoMath-subset.woff2"
CHINESE = f"[{chr(0x2E80)}-{chr(0xFFFF)}]"
FACE = '@font-face {{ font-family: "{name}"; src: url("data:font/{kind};base64,{data}") format("{kind}"); {more}}}\n'


def setup(app):
    """Name the style sheet in every page, and write it when they are written."""
    app.add_css_file("fonts.css")
    app.connect("build-finished", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _write(app, exception):
    if exception or app.builder.format != "html":
        return
    pages = (path.read_text(encoding="utf-8") for path in Path(app.outdir).rglob("*.html"))
    used = {character for page in pages for character in re.findall(CHINESE, page)}
    faces = [_face("Mathematics of the pages", "woff2", MATHEMATICS.read_bytes())]
    faces.append(_face("Chinese of the pages", "woff", _cut("".join(used)), "unicode-range: U+2E80-FFFF; "))
    (Path(app.outdir) / "_static" / "fonts.css").write_text("".join(faces), encoding="utf-8")


def _face(name, kind, content, more=""):
    return FACE.format(name=name, kind=kind, data=b64encode(content).decode(), more=more)


def _cut(text):
    """The model's Chinese font with the characters of ``text`` alone."""
    options, file = subset.Options(flavor="woff", layout_features=[], notdef_outline=True), BytesIO()
    font, cutter = subset.load_font(str(FONT), options), subset.Subsetter(options)
    cutter.populate(text=text)
    cutter.subset(font)
    subset.save_font(font, file, options)
    return file.getvalue()
