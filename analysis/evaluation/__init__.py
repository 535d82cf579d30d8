"""Gold that people made and what Parley found -> how right Parley is."""
