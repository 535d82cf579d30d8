"""What the pages share: navigation, filters, the statement card, cached loaders."""

import gc

# Libraries make half a million objects when they load, and all of them stay: to look through them for garbage again and
# again took a tenth of the time to the first page.
gc.set_threshold(50_000)
