"""Problem files made to hurt: each is refused in two seconds of a processor, by a process of 1 GiB and no more."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

SECONDS = 2
BYTES = 1 << 30

# Loads each of the files named on standard input under a limit of its whole address space, and says what came of it.
CHILD = """
import json, resource, sys, time
from pathlib import Path
from ibverify.errors import InputError
from ibverify.loaders import load_problem

resource.setrlimit(resource.RLIMIT_AS, ({bytes}, {bytes}))
start, found = time.process_time(), None
try:
    load_problem(Path(sys.argv[1]))
except InputError as error:
    found = type(error).__name__, str(error)
except BaseException as error:
    found = "traceback", repr(error)
print(json.dumps([found, time.process_time() - start]))
"""


def problem(**fields: object) -> str:
    good = {
        "format": "ibverify-problem/1",
        "input": [{"label": "0", "mass": "1", "atom": ["0"]}],
        "network": [{"weight": [["1"]], "bias": ["0"], "activation": "relu"}],
    }
    return json.dumps(good | fields)


def with_mass(spelling: str) -> str:
    return problem().replace('"mass": "1"', f'"mass": {spelling}')


def with_bias(spelling: str) -> str:
    return problem(parameters={"a": "1/3"}).replace('"bias": ["0"]', f'"bias": ["{spelling}"]')


TEXTS: dict[str, tuple[Callable[[], str], str]] = {
    "a million digits": (lambda: with_mass("1" * 10**6), "a number of 1000000 characters"),
    "a million digits in quotes": (lambda: with_mass(f'"{"1" * 10**6}"'), "a number of 1000000 characters"),
    "35 million digits": (lambda: "7" * 35_000_000, "a number of 35000000 characters"),
    "lists 100,000 deep": (lambda: "[" * 100_000, "nested more than 100 deep"),
    "objects 100,000 deep": (lambda: '{"a":' * 100_000, "nested more than 100 deep"),
    "an exponent of 10^9": (lambda: with_mass("1e1000000000"), "is larger than every double"),
    "an exponent of 10^9 in quotes": (lambda: with_mass('"1e1000000000"'), "is not a number"),
    "an exponent of -10^9": (lambda: with_mass("1e-1000000000"), "the masses sum to 0"),
    "an exponent of 100,000 digits": (lambda: with_mass("1e-" + "9" * 99_990), "the masses sum to 0"),
    "a float of 10^400": (lambda: with_mass("1" + "0" * 400 + ".0"), "is larger than every double"),
    "nearest doubles of long decimals": (
        lambda: with_mass("[" + ",".join(["1." + "3" * 90_000] * 300) + "]"),
        "a list is not a number",
    ),
    "a power of powers": (lambda: with_bias("(((a**9999)**9999)**9999)**9999"), "a power that is too large"),
    "a product of powers": (lambda: with_bias("a" + "*2**150000" * 900), "a value of more than 400000 bits"),
    "a sum of fractions": (
        lambda: with_bias("+".join(f"1/({10**60 + k})" for k in range(1, 150)) + "+a/0"),
        "divides by 0",
    ),
    "code": (lambda: with_mass("\"__import__('os').system('kill 0')\""), "is not a number"),
    "a string that does not end": (lambda: '{"format": "' + '\\"' * 15_000_000, "does not go on as JSON"),
    "ten million quotes": (lambda: '"' * 10_000_000, "more than 2000000 entries"),
    "15 million zeros": (lambda: "[" + "0," * 15_000_000, "more than 2000000 entries"),
    "a million empty lists": (lambda: problem(input=[[]] * 1_000_000), "stands where an object is expected"),
    "half a million strange fields": (lambda: json.dumps(dict.fromkeys(map(str, range(500_000)))), "is no field here"),
    "a million errors": (
        lambda: problem(network=[{"weight": [[None] * 10**6], "bias": [], "activation": "relu"}]),
        "network[0].weight[0][0]: null is not a number",
    ),
    "blanks": (lambda: " " * 35_000_000, "there is nothing in it"),
    "41 million bytes": (lambda: " " * 41_000_000, "more than 40000000 bytes"),
}


def npz(path: Path, **members: bytes) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.npy", content)


def npy(array: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def header(text: str, version: bytes = b"\x01\x00", content: bytes = b"") -> bytes:
    size = len(text).to_bytes(2 if version == b"\x01\x00" else 4, "little")
    return b"\x93NUMPY" + version + size + text.encode() + content


def described(descr: str, shape: str) -> bytes:
    return header(f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}, }}\n", content=bytes(64))


LABELS = npy(np.zeros(8, np.int64))
ARRAYS: dict[str, tuple[Callable[[], bytes], str]] = {
    "a header that lies": (lambda: described("'<f8'", "(2000000, 1)"), "announces 16000000 bytes, and 64 follow"),
    "a shape of 10^18": (lambda: described("'<f8'", "(1000000000, 1000000000)"), "has the shape"),
    "a huge shape of empty texts": (lambda: described("'<U0'", "(1000000000,)"), "has the shape"),
    "a huge shape of nothing": (lambda: described("'<f8'", "(1000000000000, 0)"), "has the shape"),
    "a shape below 0": (lambda: described("'<f8'", "(-2, -4)"), "has the shape"),
    "a shape past all integers": (lambda: described("'<f8'", f"({2**62}, {2**62})"), "has the shape"),
    "a header of Python 2": (lambda: described("'<f8'", "(9L, 1L)"), "announces 72 bytes, and 64 follow"),
    "an escape in a header": (lambda: described("'\\d'", "(8, 1)"), "cannot be read as arrays"),
    "pickled objects": (lambda: described("'|O'", "(8, 1)"), "entries of type 'object'"),
    "a structure": (lambda: described("[('a', '<f8')]", "(8, 1)"), "entries of type"),
    "a type inside a type": (lambda: described("('<f8', (1000000000,))", "(1, 1)"), "cannot be read as arrays"),
    "code as a header": (lambda: header("__import__('os').abort()"), "cannot be read as arrays"),
    "a header of 4 GB": (lambda: b"\x93NUMPY\x02\x00\xff\xff\xff\xff{}", "cannot be read as arrays"),
    "a deep header": (lambda: header("(" * 9000), "cannot be read as arrays"),
    "a version of the future": (lambda: header("{}", b"\x09\x00"), "version (9, 0)"),
    "a bomb": (lambda: described("'<f8'", "(8, 1)") + bytes(100_000_000), "the array has 1000"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


def refused(path: Path) -> str:
    """The error that a process of limited memory gives for the file, in time."""
    command = [sys.executable, "-c", CHILD.format(bytes=BYTES), str(path)]
    env = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}  # its threads reserve addresses, used or not
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    found, seconds = json.loads(done.stdout)
    assert found is not None, "accepted"
    kind, message = found
    assert kind != "traceback", message
    assert seconds < SECONDS
    assert len(message) < 500
    return message


@pytest.mark.parametrize("name", TEXTS)
def test_text(name: str, folder: Path):
    text, words = TEXTS[name]
    path = folder / "problem.json"
    path.write_text(text())
    assert words in refused(path)


@pytest.mark.parametrize("name", ARRAYS)
def test_data_set(name: str, folder: Path):
    array, words = ARRAYS[name]
    npz(folder / "data.npz", x=array(), y=LABELS)
    path = folder / "problem.json"
    path.write_text(problem(input={"npz": "data.npz", "x": "x", "y": "y"}))
    assert words in refused(path)


def test_the_limit_is_felt(folder: Path):
    """The child does run under the limit: one more that asks for more memory is stopped."""
    code = CHILD.format(bytes=BYTES).replace("load_problem(Path(sys.argv[1]))", "bytearray(1 << 30)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)[0] == ["traceback", "MemoryError()"]
