"""What other people's test suites call: Hypothesis strategies, and checks of the contracts of extensions."""
