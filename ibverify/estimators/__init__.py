"""Estimates of information from samples, one file an estimator, as objects of study: evidence, never proof."""
