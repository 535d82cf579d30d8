"""Two ingests and eight browsers at once on one workspace: no error, no lost write.

``PARLEY_TOGETHER_SECONDS=600 pytest -m reliability tests/reliability/test_together.py`` takes ten minutes.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from playwright.async_api import Error

from analysis.home import create_workspace
from analysis.store import Workspace
from analysis.store.invariants import find_problems
from tests.browser.conftest import CHROMIUM, FLAGS, _end_workers, _free_port, _wait
from tests.reliability import corpus
from tests.reliability.conftest import SECONDS, SEED

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    "", "timeline", "matrix", "search", "changes", "blocs", "relations", "actors", "articles", "review", "codebook",
    "brief", "export",
)  # fmt: skip
BROWSERS, ARTICLES = 8, 6
PATIENCE = 240_000


@contextmanager
def server(home):
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.headless", "true"]
    with (home / "app.log").open("wb") as log:
        process = subprocess.Popen([*command, "--server.port", str(port)], cwd=ROOT, stdout=log, stderr=log)
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)
        _end_workers(home)


class Ingests(threading.Thread):
    """Ingests folders, one after the other, as long as there is time; some articles are in both threads' folders."""

    def __init__(self, folder, which, until):
        super().__init__()
        self.folder, self.which, self.until = folder, which, until
        self.ended, self.texts = [], set()

    def run(self):
        number = 0
        while not self.ended or time.monotonic() < self.until:
            number += 1
            folder = self.folder / f"{self.which}-{number}"
            folder.mkdir()
            for pattern in ("dam", "sudan", "france"):
                for place in range(ARTICLES // 3):
                    # The second of each pattern is the other thread's as well.
                    text = corpus.text(pattern, 100 * number + place + (50 * self.which if place == 0 else 25))
                    (folder / f"{pattern}-{place}.txt").write_text(text)
                    self.texts.add(text)
            command = [sys.executable, "-m", "analysis", "ingest", str(folder), "-w", "talks", "--processes", "1"]
            self.ended.append(subprocess.run(command, cwd=ROOT, capture_output=True, text=True))


async def browse(browser, app, number, until, saved, errors):
    """Look at pages at random, and save every third view under a name of its own; what went wrong is told with why."""
    context = await browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(PATIENCE)
    tab, chance, step = await context.new_page(), Random(SEED + number), 0  # noqa: S311
    try:
        while step < 3 or time.monotonic() < until:
            await look(tab, app, chance.choice(PAGES), f"view {number}-{step}" if step % 3 == 0 else "", saved, errors)
            step += 1
    except Error as error:
        state = await tab.locator(".stApp").get_attribute("data-test-script-state")
        raise AssertionError(f"{tab.url} ({state}) shows {await tab.inner_text('body')!r}") from error
    await context.close()
    return step


async def look(tab, app, page, name, saved, errors):
    """Open a page, and save the view where a name is given."""
    await tab.goto(f"{app}/{page}?workspace=talks")
    await settle(tab)
    if name:
        await tab.get_by_role("button", name=re.compile("Saved views")).click()
        await tab.get_by_label("Save this view as", exact=True).fill(name)
        await tab.get_by_test_id("stBaseButton-primaryFormSubmit").get_by_text("Save", exact=True).click()
        # It closes once the view was saved.
        await tab.get_by_label("Save this view as", exact=True).wait_for(state="detached")
        saved.append(name)
        await settle(tab)
    for kind in (".stException", "[data-testid=stAlertContentError]"):
        errors += [(page, text) for text in await tab.locator(kind).all_inner_texts()]


async def settle(tab):
    await tab.locator(".stApp[data-test-script-state=notRunning]").wait_for()
    await tab.get_by_test_id("stSkeleton").first.wait_for(state="detached")


async def browse_all(app, until, saved, errors):
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        looks = await asyncio.gather(
            *(browse(browser, app, number, until, saved, errors) for number in range(BROWSERS))
        )
        await browser.close()
    return sum(looks)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH")
def test_two_ingests_and_eight_browsers(home, tmp_path):
    home.mkdir(exist_ok=True)
    path = create_workspace("talks")
    saved, errors = [], []
    with server(home) as app:
        until = time.monotonic() + SECONDS
        ingests = [Ingests(tmp_path, which, until) for which in (0, 1)]
        for ingest in ingests:
            ingest.start()
        looks = asyncio.run(browse_all(app, until, saved, errors))
        for ingest in ingests:
            ingest.join()
    assert errors == []
    with Workspace.open(path) as workspace:
        assert sorted(view.name for view in workspace.saved_views.all()) == sorted(saved)
        assert workspace.queue.unfinished() == set()
        jobs = workspace.queue.list()
        assert set(jobs["state"]) == {"done"}
        texts = {workspace.article(int(id_)).text for id_ in workspace.frames.articles()["article_id"]}
        assert len(texts) == len(workspace.frames.articles()) == len(ingests[0].texts | ingests[1].texts)
        assert find_problems(workspace) == []
    ended = [one for ingest in ingests for one in ingest.ended]
    assert [one.stderr for one in ended if one.returncode] == []
    added = sum(int(re.search(r"(\d+) articles added", one.stdout)[1]) for one in ended)
    assert added == len(texts)
    for log in (home / "app.log", *path.parent.glob("*.log")):
        assert "Traceback" not in log.read_text()
    print(f"{looks} pages, {len(saved)} views, {len(ended)} ingests, {len(texts)} articles")  # noqa: T201
