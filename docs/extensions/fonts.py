"""Fonts inside a style sheet, so that pages opened from a disk show them in every browser, with or without a network.

The font of mathematics lies beside this documentation. The Chinese one is the model's own, cut down to the characters that
the pages use; it can only be cut when they are written.
"""

import logging
import re
from base64 import b64encode
from pathlib import Path

from model.present.document.fonts import faces

logging.getLogger("fontTools").setLevel(logging.WARNING)
MATHEMATICS = Path(__file__).parents[1] / "fonts" / "STIXTwoMath-subset.woff2"
CHINESE = f"[{chr(0x2E80)}-{chr(0xFFFF)}]"
FACE = '@font-face {{ font-family: "{name}"; src: url("{source}"); {more}}}\n'


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
    mathematics = f"data:font/woff2;base64,{b64encode(MATHEMATICS.read_bytes()).decode()}"
    chinese = faces("".join(used), "zh")["Report"]
    sheet = FACE.format(name="Mathematics of the pages", source=mathematics, more="")
    sheet += FACE.format(name="Chinese of the pages", source=chinese, more="unicode-range: U+2E80-FFFF; ")
    (Path(app.outdir) / "_static" / "fonts.css").write_text(sheet, encoding="utf-8")
