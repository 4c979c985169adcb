"""The document's type: the Chinese font that comes with the model, and Matplotlib's for the signs that it lacks, cut down
to the characters in use."""

import base64
import io
from pathlib import Path

from model.report.style import FONT


def faces(text: str) -> dict[str, str]:
    """By family name, a font that holds the characters of ``text``, as WOFF in a data URI; of each only what the one before lacks."""
    import matplotlib

    signs = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    left, found = {ord(character) for character in text if character.isprintable()} | {0x20}, {}
    for family, path in (("Report", FONT), ("Report signs", signs)):
        code, left = _cut(path, left)
        found[family] = f"data:font/woff;base64,{code}"
    return found


def _cut(path, characters):
    """A font with these characters alone, in base64, and the characters that it lacks."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        lacking = characters - font.getBestCmap().keys()
        options = Options(layout_features=["kern"], name_IDs=["*"], notdef_outline=True, drop_tables=["FFTM"])
        cutter = Subsetter(options)
        cutter.populate(unicodes=characters - lacking)
        cutter.subset(font)
        font.flavor, file = "woff", io.BytesIO()
        font.save(file)
    return base64.b64encode(file.getvalue()).decode(), lacking
