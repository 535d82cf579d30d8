"""Tables, figures and small records that the pages show, made from the store; no page logic, no models."""
