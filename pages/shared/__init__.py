"""What the pages share: navigation, filters, the statement card, cached loaders."""
