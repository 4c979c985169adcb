"""Draw the pictures of the README: figures of runs, at a width for screens. Run from the repository's root.

python docs/pictures.py [NAME]... [--to FOLDER]      without a name, all of them; the solution takes minutes
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import model  # noqa: E402  (from this repository, installed or not)

WIDTH = 1654  # pixels: 200 to the inch of a page, sharp on a screen of double density
COLOURS = 256
SCENARIOS = Path(__file__).parents[1] / "scenarios"


def overview(folder: Path) -> Path:
    """The baseline by sector."""
    model.run(model.load_scenario(SCENARIOS / "baseline.yaml"), folder)
    return folder / "figures" / "overview.png"


def solution(folder: Path) -> Path:
    """Required and solved paths of the relaxed plan."""
    model.solve(model.load_scenario(SCENARIOS / "plan-consistent.yaml"), folder)
    return folder / "figures" / "paths_1.png"


PICTURES = {"overview": overview, "solution": solution}


def draw(name: str, to: Path) -> Path:
    """Draw a picture into a folder."""
    from PIL import Image

    path = to / f"{name}.png"
    with tempfile.TemporaryDirectory() as folder:
        with Image.open(PICTURES[name](Path(folder) / name)) as image:
            small = image.convert("RGB").resize((WIDTH, round(WIDTH * image.height / image.width)), Image.Resampling.LANCZOS)
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(PICTURES))
    parser.add_argument("--to", type=Path, default=Path(__file__).parent / "pictures", help="the folder")
    asked = parser.parse_args()
    if unknown := [name for name in asked.names if name not in PICTURES]:
        parser.error(f"found {', '.join(unknown)}; expected of {', '.join(PICTURES)}")
    for picture in asked.names or PICTURES:
        print(draw(picture, asked.to))
