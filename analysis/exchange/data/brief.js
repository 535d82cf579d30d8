// Draws the figures in ink that suits the light or the dark page; two buttons under each save it as PNG and as SVG.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const figures = [...document.querySelectorAll(".figure")];
  const ink = printing => (dark.matches && !printing ? "#e9ecf1" : "#1d2430");
  const save = (figure, format) => {
    const button = document.createElement("button");
    button.textContent = `Save as ${format.toUpperCase()}`;
    button.addEventListener("click", () => Plotly.downloadImage(figure, {
      format, filename: figure.dataset.file, width: figure.clientWidth, height: figure.clientHeight,
      scale: format === "png" ? 2 : 1,
    }));
    return button;
  };
  for (const figure of figures) {
    const drawn = JSON.parse(figure.querySelector("script").textContent);
    const layout = {...drawn.layout, autosize: true, font: {...drawn.layout.font, color: ink(false)}};
    Plotly.newPlot(figure, drawn.data, layout, {responsive: true, displayModeBar: false});
    figure.parentNode.querySelector("figcaption").append(" ", save(figure, "png"), " ", save(figure, "svg"));
  }
  const paint = printing => figures.forEach(figure => Plotly.relayout(figure, {"font.color": ink(printing)}));
  dark.addEventListener("change", () => paint(false));
  addEventListener("beforeprint", () => paint(true));
  addEventListener("afterprint", () => paint(false));
})();
