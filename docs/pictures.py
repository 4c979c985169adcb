"""Draw the pictures of the README: figures of runs and the page, at a width for screens. Run from the repository's root.

python docs/pictures.py [NAME]... [--to FOLDER]      without a name, all of them; the solution takes minutes
"""

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import model  # noqa: E402  (from this repository, installed or not)

WIDTH = 1654  # pixels: 200 to the inch of a page, sharp on a screen of double density
COLOURS = 256
SCENARIOS = ROOT / "scenarios"
WINDOW = {"width": 1440, "height": 900}  # of the browser that shows the page


def overview(folder: Path) -> Path:
    """The baseline by sector."""
    model.run(model.load_scenario(SCENARIOS / "baseline.yaml"), folder)
    return folder / "figures" / "overview.png"


def pace(folder: Path) -> Path:
    """What each target needs beside what was ever done."""
    model.run(model.load_scenario(SCENARIOS / "baseline.yaml"), folder)
    return folder / "figures" / "pace.png"


def solution(folder: Path) -> Path:
    """Required and solved paths of the relaxed plan."""
    model.solve(model.load_scenario(SCENARIOS / "plan-consistent.yaml"), folder)
    return folder / "figures" / "paths_1.png"


def page(folder: Path) -> Path:
    """The page of the baseline with the levers of the solved plan, as Chromium shows it."""
    from browser import FLAGS, find_chromium
    from playwright.sync_api import sync_playwright

    from model.plan.selection import wanted_targets
    from model.present.page.write import write_page

    folder.mkdir()
    scenario, solved = (
        model.load_scenario(SCENARIOS / f"{name}.yaml") for name in ("baseline", "plan-consistent-solved")
    )
    address = write_page(scenario, wanted_targets(scenario), solved, folder / "page.html").as_uri()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        shown = browser.new_page(viewport=WINDOW, device_scale_factor=2)
        shown.goto(address)
        shown.click("#to-solved")
        shown.wait_for_timeout(1000)  # until all lines are drawn
        shown.screenshot(path=folder / "page.png")
        browser.close()
    return folder / "page.png"


PICTURES = {"overview": overview, "pace": pace, "solution": solution, "page": page}


def draw(name: str, to: Path) -> Path:
    """Draw a picture into a folder."""
    from PIL import Image

    path = to / f"{name}.png"
    with tempfile.TemporaryDirectory() as folder:
        with Image.open(PICTURES[name](Path(folder) / name)) as image:
            small = image.convert("RGB").resize(
                (WIDTH, round(WIDTH * image.height / image.width)), Image.Resampling.LANCZOS
            )
    small.quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE).save(path, optimize=True)
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
