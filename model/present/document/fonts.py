"""The document's type: the model's Chinese font, and Matplotlib's for the signs that it lacks, cut down to what is in use."""

import base64
import io
from pathlib import Path

from model.present.canvas.canvas import FONT

WIDE_QUOTES = {ord(character) for character in "‘’“”"}  # which the Chinese font sets as wide as a character


def faces(text: str, lang: str) -> dict[str, str]:
    """By family name, a font that holds the characters of ``text``, as WOFF in a data URI; of each only what the one before lacks."""
    import matplotlib

    signs = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    needed = {ord(character) for character in text if character >= " "} | {0x20}
    apart = WIDE_QUOTES & needed if lang == "en" else set()
    made, left = {}, needed - apart
    for family, path in (("Report", FONT), ("Report signs", signs)):
        code, left = _cut(path, left)
        left |= apart
        made[family] = f"data:font/woff;base64,{code}"
    return made


def _cut(path: Path, characters: set[int]) -> tuple[str, set[int]]:
    """A font with these characters alone, in base64, and the characters that it lacks."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        lacking = characters - (font.getBestCmap() or {}).keys()
        options = Options(layout_features=["kern"], name_IDs=["*"], notdef_outline=True)
        options.drop_tables += ["FFTM"]  # of the font's editor
        cutter = Subsetter(options)
        cutter.populate(unicodes=characters - lacking)
        cutter.subset(font)
        file = io.BytesIO()
        font.save(file)
    return base64.b64encode(_numbered(file).getvalue()).decode(), lacking


def _numbered(file: io.BytesIO) -> io.BytesIO:
    """A font as WOFF whose characters, where it numbers them, are numbered in their order: a reader of PDF takes one for the other."""
    from fontTools.ttLib import TTFont

    cut = io.BytesIO()
    with TTFont(file, lazy=True, recalcBBoxes=False) as font:
        top = font["CFF "].cff.topDictIndex[0] if "CFF " in font else None
        if top is not None and hasattr(top, "ROS"):
            places = top.CharStrings.charStrings
            top.charset = [f"cid{place:05}" if place else ".notdef" for place in range(len(top.charset))]
            top.CharStrings.charStrings = {top.charset[place]: place for place in places.values()}
        font.flavor = "woff"
        font.save(cut)
    return cut
