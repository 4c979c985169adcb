"""A real browser for the tests of the page: Chromium without a window, driven by Playwright."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def find_chromium() -> str | None:
    """The path of an installed Chromium."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def install_chromium() -> str:
    """Install Debian's Chromium where that is possible; what came of it, in words."""
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return "no Chromium here, and no right to install it with apt-get"
    import fcntl

    with open(Path(tempfile.gettempdir()) / "install-chromium.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # tests run in several processes, and one installs for all
        return "" if find_chromium() else _install()


def _install():
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (("apt-get", "update"), ("apt-get", "install", "-y", "chromium")):
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        if done.returncode:
            return f"no Chromium here, and '{' '.join(command)}' failed: {done.stderr.strip()[-300:]}"
    return "apt-get installed chromium, and it is not on the path"


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    """A browser for the whole session, a ``playwright.sync_api.Browser``; the tests are skipped where there is none.

    Where the environment variable ``CI`` is set, they fail.
    """
    reason = "" if find_chromium() else install_chromium()
    if not (path := find_chromium()):
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()
