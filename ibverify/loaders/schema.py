"""The JSON schema of problem files, built from the folders that they draw on.

`python -m ibverify.loaders.schema > docs/schemas/problem.schema.json` publishes it. Main result: `schema_text`.
"""

from __future__ import annotations

import json
import sys

from ibverify.loaders._models import problem_type


def schema_text() -> str:
    """The schema as the published file has it."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **problem_type().json_schema()}
    return json.dumps(schema, indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
