"""Readers of files, one file each: problems in JSON, data sets, points, ONNX networks."""

from ibverify.loaders._fields import readout_from_data
from ibverify.loaders.json_problem import load_problem, problem_from_dict
from ibverify.loaders.points import load_points

__all__ = ["load_points", "load_problem", "problem_from_dict", "readout_from_data"]
