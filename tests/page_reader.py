"""The page as its readers have it: opened from a file in a real browser, and watched for what it asks for and complains of."""

import json
from pathlib import Path

import pytest

from model.api import wanted_targets
from model.present.page.write import write_page

SCENARIOS = Path(__file__).parents[1] / "scenarios"
BASELINE = str(SCENARIOS / "baseline.yaml")
SOLVED = "plan-consistent-solved"
SLIDER = "[data-lever={}] input[type=range]"
FIELD = "[data-lever={}] input[type=number]"
TEXTS = """() => {
  const seen = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("script, noscript, textarea")) seen.push(walker.currentNode.data);
  const names = ["aria-label", "aria-valuetext", "title", "placeholder", "alt"];
  for (const node of document.querySelectorAll("*")) for (const name of names) if (node.hasAttribute(name)) seen.push(node.getAttribute(name));
  return [...seen, document.title].map((text) => text.trim()).filter(Boolean);
}"""


@pytest.fixture(scope="module")
def page_file(shipped, tmp_path_factory):
    """The page of the baseline, with the solved plan."""
    baseline = shipped["baseline"]
    return write_page(
        baseline, wanted_targets(baseline), shipped[SOLVED], tmp_path_factory.mktemp("page") / "explore.html"
    )


class Watched:
    """A page opened from a file, and what it has asked for and complained of."""

    def __init__(self, page, file):
        self.page, self.file, self.asked, self.said = page, file, [], []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", lambda dialog: self.said.append(f"dialog {dialog.message}"))
        page.goto(file.as_uri())

    def do(self, action):
        """Act, and wait for the redraw that follows."""
        before = self.page.evaluate("explorer.redraws")
        action()
        self.page.wait_for_function("(before) => explorer.redraws > before", arg=before)

    def set(self, paths):
        self.do(lambda: self.page.evaluate("(paths) => explorer.set(paths)", paths))

    def settle(self):
        self.page.evaluate("settle()")

    def state(self):
        return self.page.evaluate("explorer.state()")

    def path(self, lever):
        return self.state()[lever]

    def values(self):
        return json.loads(
            self.page.evaluate(
                "JSON.stringify(Object.fromEntries(Object.entries(explorer.result().values).map(([k, v]) => [k, [...v]])))"
            )
        )

    def texts(self):
        return self.page.evaluate(TEXTS)


@pytest.fixture
def watched(chromium, page_file):
    """The page, freshly opened at 1440 by 900."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    found = Watched(context.new_page(), page_file)
    yield found
    assert found.asked == [page_file.as_uri()]
    assert found.said == []
    context.close()
