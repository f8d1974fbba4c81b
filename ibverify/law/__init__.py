"""Laws of layers: cells, their way through a network, strata of the image and the densities there."""

from ibverify.law.cell import Cell, Label, Law, Point, mixture
from ibverify.law.push import push, transformed
from ibverify.law.strata import Strata, Stratum, atoms, strata

__all__ = ["Cell", "Label", "Law", "Point", "Strata", "Stratum", "atoms", "mixture", "push", "strata", "transformed"]
