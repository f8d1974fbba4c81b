"""Laws of layers: cells, their way through a network, strata of the image and the densities there."""

from ibverify.law.cell import Cell, Label, Law, Point, mixture
from ibverify.law.push import push, transformed
from ibverify.law.strata import Strata, Stratum, strata

__all__ = ["Cell", "Label", "Law", "Point", "Strata", "Stratum", "mixture", "push", "strata", "transformed"]
