// Plotly's toolbar saves a figure in one format. Here it gets a second button, so that every figure can be saved as PNG
// and as SVG, under a name that says what it shows. Plotly redraws its toolbar, so the button is put back when it is gone.
// No "less than" before a letter: Streamlit would take the script for markup in disguise, and drop it.
(() => {
  if (window.parleyFigures) return;
  window.parleyFigures = true;
  const saves = ".modebar-btn[data-title^='Download']:not(.parley-svg)";
  const slug = words => words.replace(/\x3c[^>]*>/g, " ").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  const fileName = figure =>
    "parley-" + (slug(figure.layout?.title?.text || "") || slug(document.querySelector(".parley-head h1")?.textContent || "figure"));
  document.addEventListener("click", event => {
    const button = event.target.closest?.(".modebar-btn");
    const figure = button?.closest(".js-plotly-plot");
    if (!figure || !event.isTrusted) return;
    const format = button.matches(".parley-svg") ? "svg" : "png";
    figure._context.toImageButtonOptions = {format, filename: fileName(figure), scale: format === "png" ? 2 : 1};
    if (format === "svg") {
      figure.querySelector(saves).dispatchEvent(new MouseEvent("click", {bubbles: false}));
      event.stopPropagation();
    }
  }, true);
  const add = () => document.querySelectorAll(`.js-plotly-plot ${saves}`).forEach(save => {
    if (save.parentNode.querySelector(".parley-svg")) return;
    const button = save.cloneNode(false);
    button.classList.add("parley-svg");
    button.dataset.title = "Download plot as an SVG";
    button.setAttribute("aria-label", button.dataset.title);
    const word = document.createElement("span");
    word.textContent = "SVG";
    word.style.cssText = "font: 700 11px/20px sans-serif; color: rgba(128, 128, 128, 0.95); padding: 0 2px";
    button.append(word);
    save.after(button);
  });
  new MutationObserver(add).observe(document.body, {childList: true, subtree: true});
  add();
})();
