"""Statement -> themes and stances: what a codebook says about what was said."""
