"""The JSON schemas of what commands write, made of the types that their writers are checked against.

`python -m ibverify.formats.schema analysis > docs/schemas/analysis.schema.json` publishes one. Main results:
`adapter`, `schema_text`.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from pydantic import TypeAdapter

from ibverify.formats.analysis import AnalysisData
from ibverify.formats.comparison import ComparisonData
from ibverify.formats.crossing import CrossingData
from ibverify.formats.evaluation import EvaluationData
from ibverify.formats.sweep import SweepData

FORMATS: dict[str, Any] = {
    "analysis": AnalysisData,
    "comparison": ComparisonData,
    "crossing": CrossingData,
    "evaluation": EvaluationData,
    "sweep": SweepData,
}


def adapter(name: str) -> TypeAdapter[Any]:
    """The validator of a format, by the name of its schema."""
    return TypeAdapter(FORMATS[name])


def schema_text(name: str) -> str:
    """The schema as the published file has it."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **adapter(name).json_schema()}
    return json.dumps(schema, indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text(sys.argv[1]))
