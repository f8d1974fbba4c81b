r"""A representation on $[1/4, 3/4]$, its images under invertible maps of $[0, 1]$, and the remedies of Sec. 5.

The representation is $1/4 + f'_{cont}/2$ of Fig. 2, X uniform on T: class 0 on $[1/4, 9/20]$, class 1 on $[11/20, 3/4]$.
Main results: `mapped`, `MAPS`, `REMEDIES`, `terms`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random
from types import MappingProxyType

from flint import fmpq

from ibverify.exact.rational import rational
from ibverify.examples.fig2 import Knots, interpolation, knots, strips
from ibverify.information import Information
from ibverify.network import Network
from ibverify.problem import Problem
from ibverify.readouts import Readout, quantizer, soft, threshold
from ibverify.readouts.noise import readout as noise
from ibverify.study.analyze import analyze
