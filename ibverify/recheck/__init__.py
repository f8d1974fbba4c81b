"""The second exact route: laws of layers from simplices, with the standard library alone."""
