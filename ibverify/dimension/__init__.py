"""Correlation dimension of samples: estimates with intervals, one file an estimator. Evidence, never proof."""

from ibverify.dimension.correlation import correlation_dimension
from ibverify.dimension.estimate import Estimate
from ibverify.dimension.quantized import quantized_dimension

__all__ = ["Estimate", "correlation_dimension", "quantized_dimension"]
