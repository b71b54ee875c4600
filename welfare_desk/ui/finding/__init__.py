"""Finding anything: one search over the whole desk."""
