"""Exact full-dimensional polytopes in a chart: cut, hull, volume, overlay."""

from ibverify.polyhedra.cut import cut
from ibverify.polyhedra.hull import Chart, EmptyPolytope, UnboundedPolytope, from_halfspaces, from_points
from ibverify.polyhedra.overlay import intersect, subtract
from ibverify.polyhedra.polytope import Polytope, barycentre, bounding_box, box, image, irredundant, simplex
from ibverify.polyhedra.refine import refine
from ibverify.polyhedra.volume import simplex_volume, triangulate, volume

__all__ = [
    "Chart",
    "EmptyPolytope",
    "Polytope",
    "UnboundedPolytope",
    "barycentre",
    "bounding_box",
    "box",
    "cut",
    "from_halfspaces",
    "from_points",
    "image",
    "intersect",
    "irredundant",
    "refine",
    "simplex",
    "simplex_volume",
    "subtract",
    "triangulate",
    "volume",
]
