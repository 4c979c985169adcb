"""The Chinese font beside the pages, cut down to the characters that they use: no reader's machine has to have one."""

import logging
import re
from pathlib import Path

from fontTools import subset

from model.report.style import FONT

logging.getLogger("fontTools").setLevel(logging.WARNING)
FIRST = 0x2E80  # the first of the East Asian characters


def setup(app):
    """Cut the font when the pages are written."""
    app.connect("build-finished", _cut)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _cut(app, exception):
    if exception or app.builder.format != "html":
        return
    pages = (path.read_text(encoding="utf-8") for path in Path(app.outdir).rglob("*.html"))
    used = {character for page in pages for character in re.findall(f"[{chr(FIRST)}-\uffff]", page)}
    options = subset.Options(flavor="woff", layout_features=[], notdef_outline=True)
    font = subset.load_font(str(FONT), options)
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(used))
    cutter.subset(font)
    subset.save_font(font, str(Path(app.outdir) / "_static" / "chinese.woff"), options)
