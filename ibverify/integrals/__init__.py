r"""Closed forms of $\int f \log f$, and the image densities of a simplex under affine maps; all in exact rationals.

- `simplex`: $\int p \log g$ for affine $p$ and $g$ over a simplex;
- `bspline`: the image of a simplex on a line, a piecewise polynomial density;
- `polynomial`: $\int f \log f$ of a polynomial density over an interval.
"""
