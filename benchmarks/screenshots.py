"""Take a picture of every page at two widths, light and dark: ``python -m benchmarks.screenshots FOLDER``.

The app must be running (``streamlit run streamlit_app.py``) with the workspace to be shown; a Chromium must be on the
PATH. The pictures are whole pages, so that whoever looks at them sees what is cut off or empty.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import click
from playwright.sync_api import Page, sync_playwright

SIZES = {"wide": (1400, 900), "narrow": (420, 900)}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# name of the picture -> path of the page
PAGES = {
    "overview": "",
    "timeline": "timeline",
    "event": "timeline?event=1",
    "matrix": "matrix",
    "cell": "matrix?row=Russia&column=ceasefire&of=now",
    "periods": "matrix?time=Two+periods",
    "share": "matrix?square=Share+in+favour&once=Once+a+month",
    "blocs": "blocs",
    "polarisation": "blocs?blocs=Polarisation&months=12",
    "network": "blocs?blocs=Network",
    "changes": "changes",
    "turns": "changes?changes=Turning+points",
    "contradictions": "changes?changes=Contradictions",
    "said": "changes?changes=Said+and+done",
    "deadlines": "changes?changes=Deadlines",
    "search": "search?q=Who+would+accept+a+ceasefire",
    "articles": "articles",
    "reader": "reader?statement=1",
    "actors": "actors",
    "actor": "actors?who=Marco+Rubio",
    "relations": "relations",
    "arrows": "relations?shape=Network",
    "review": "review",
    "codebook": "codebook",
    "accuracy": "accuracy",
    "status": "status",
    "brief": "brief",
    "export": "export",
}


def settle(page: Page) -> None:
    """Wait until the page has stopped running and its figures are drawn."""
    page.locator(".stApp[data-test-script-state=notRunning]").wait_for(timeout=180_000)
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')", timeout=180_000)
    page.wait_for_timeout(1500)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--address", default="http://127.0.0.1:8501", show_default=True, help="Where the app runs.")
@click.option("--only", multiple=True, help="Only these pictures.")
@click.option("--scheme", multiple=True, default=["light", "dark"], show_default=True)
def main(folder: Path, address: str, only: tuple[str, ...], scheme: tuple[str, ...]) -> None:
    """Take the pictures and put them in FOLDER."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for colours in scheme:
            for size, (width, height) in SIZES.items():
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=colours)
                page = context.new_page()
                for name, path in PAGES.items():
                    if only and name not in only:
                        continue
                    page.goto(f"{address}/{path}")
                    settle(page)
                    # Streamlit scrolls inside the page: the window is made as tall as what it shows.
                    tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
                    page.set_viewport_size({"width": width, "height": min(max(height, tall + 20), 5000)})
                    page.wait_for_timeout(700)
                    page.screenshot(path=folder / f"{name}-{size}-{colours}.png")
                    page.set_viewport_size({"width": width, "height": height})
                context.close()
        browser.close()


if __name__ == "__main__":
    main()
