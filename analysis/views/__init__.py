"""Tables of the store -> what the pages show: DataFrames, plotly figures and small records."""
