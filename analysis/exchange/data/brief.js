// Draws the figures, in ink that suits the light or the dark page, with buttons that save each as PNG and SVG.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const figures = [...document.querySelectorAll(".figure")];
  const ink = printing => (dark.matches && !printing ? "#e9ecf1" : "#1d2430");
  const save = (figure, format) => ({
    name: format, title: `Save as ${format.toUpperCase()}`, icon: format === "png" ? Plotly.Icons.camera : Plotly.Icons.disk,
    click: () => Plotly.downloadImage(figure, {format, filename: figure.dataset.file, width: figure.clientWidth, height: figure.clientHeight, scale: format === "png" ? 2 : 1}),
  });
  for (const figure of figures) {
    const drawn = JSON.parse(figure.querySelector("script").textContent);
    const layout = {...drawn.layout, autosize: true, font: {...drawn.layout.font, color: ink(false)}};
    Plotly.newPlot(figure, drawn.data, layout, {
      responsive: true, displaylogo: false, displayModeBar: true,
      modeBarButtons: [[save(figure, "png"), save(figure, "svg")], ["zoomIn2d", "zoomOut2d", "resetScale2d"]],
    });
  }
  const paint = printing => figures.forEach(figure => Plotly.relayout(figure, {"font.color": ink(printing)}));
  dark.addEventListener("change", () => paint(false));
  addEventListener("beforeprint", () => paint(true));
  addEventListener("afterprint", () => paint(false));
})();
