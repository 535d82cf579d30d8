// Plotly's toolbar saves a figure in one format. Here it gets a second button, so that every figure can be saved as PNG
// and as SVG, under a name that says what it shows. Plotly redraws its toolbar, so the button is put back when it is gone.
(() => {
  if (window.parleyFigures) return;
  window.parleyFigures = true;
  const saves = "a.modebar-btn[data-title^='Download']:not(.parley-svg)";
  const fileName = figure => {
    const title = figure.layout?.title?.text || document.querySelector(".parley-head h1")?.textContent || "figure";
    return "parley-" + title.replace(/<[^>]*>/g, " ").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  };
  const ask = (figure, format) => {
    figure._context.toImageButtonOptions = {format, filename: fileName(figure), scale: format === "png" ? 2 : 1};
  };
  document.addEventListener("click", event => {
    const button = event.target.closest?.(".modebar-btn");
    const figure = button?.closest(".js-plotly-plot");
    if (!figure) return;
    if (button.matches(".parley-svg")) {
      ask(figure, "svg");
      figure.querySelector(saves).dispatchEvent(new MouseEvent("click", {bubbles: false}));
      ask(figure, "png");
      event.stopPropagation();
    } else if (button.matches(saves)) ask(figure, "png");
  }, true);
  const add = () => document.querySelectorAll(`.js-plotly-plot ${saves}`).forEach(save => {
    if (save.parentNode.querySelector(".parley-svg")) return;
    const button = save.cloneNode(false);
    button.classList.add("parley-svg");
    button.dataset.title = "Download plot as an SVG";
    button.setAttribute("aria-label", button.dataset.title);
    button.innerHTML = "<svg class='icon' viewBox='0 0 32 16' width='2em' height='1em'><text x='1' y='13' " +
      "font-size='13' font-weight='700' font-family='sans-serif' fill='currentColor'>SVG</text></svg>";
    save.after(button);
  });
  new MutationObserver(add).observe(document.body, {childList: true, subtree: true});
  add();
})();
