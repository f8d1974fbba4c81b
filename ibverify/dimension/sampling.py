"""Problems in floats: draws from a law, what each layer makes of them, and samples of a file.

Main results: `draw`, `merged`, `flattened`, `outputs`, `floats`, `saved`.
"""

from __future__ import annotations

import tokenize
import warnings
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from flint import arb, ctx, fmpq
from numpy.typing import ArrayLike
from scipy.special import expit, softmax

from ibverify.activations import Activation
from ibverify.activations._piecewise import PiecewiseLinear
from ibverify.dimension.points import LEAST_VALUES, Points, whitened
from ibverify.errors import FileError, InputError
from ibverify.exact.printing import short
from ibverify.law import Law
from ibverify.network import Network
from ibverify.polyhedra import simplex_volume, triangulate
from ibverify.readouts import Noise, is_noise

BITS = 64
BLOCK = 50_000  # points drawn at a time
MAX_ENTRIES = 100_000_000
LARGEST = 1e150  # of a number that is drawn or multiplied: products stay finite
BROKEN = (  # what a header that is no header makes NumPy raise
    OSError,
    ValueError,
    IndexError,
    TypeError,
    SyntaxError,
    tokenize.TokenError,
    EOFError,
    OverflowError,
    MemoryError,
    RecursionError,
)

FLOATS: Mapping[str, Callable[[Points], Points]] = {
    "tanh": np.tanh,
    "sigmoid": expit,
    "softplus": lambda points: np.logaddexp(0, points),
    "softmax": lambda points: softmax(points, axis=1),
    "max": lambda points: points.max(axis=1, keepdims=True),
    "argmax": lambda points: points.argmax(axis=1, keepdims=True).astype(np.float64),
}


def draw(law: Law, n: int, rng: np.random.Generator) -> Points:
    """n independent points of a law, (n, width), in float64: a simplex of a cell by its mass, then a uniform point.

    >>> from flint import fmpq
    >>> from ibverify.distributions import atom
    >>> from ibverify.law import mixture
    >>> draw(mixture([("0", fmpq(1), atom.support([fmpq(1, 2)]))]), 2, np.random.default_rng(0)).tolist()
    [[0.5], [0.5]]
    """
    masses, simplices = [], []
    for cell in law.cells:
        vertices = cell.polytope.vertices
        images = np.array([[_double(x, "input") for x in cell.image(vertex)] for vertex in vertices])
        for simplex in triangulate(cell.polytope):
            masses.append(float(cell.density * simplex_volume([vertices[i] for i in simplex])))
            simplices.append(images[list(simplex)])
    corners = np.zeros((len(simplices), max(map(len, simplices)), law.width))
    for padded, own in zip(corners, simplices, strict=True):
        padded[: len(own)] = own
    is_corner = np.arange(corners.shape[1]) < np.array([[len(own)] for own in simplices])
    chosen = rng.choice(len(masses), n, p=np.array(masses) / sum(masses))
    points = np.empty((n, law.width))
    for start in range(0, n, BLOCK):
        here = chosen[start : start + BLOCK]
        # Independent exponentials over their sum are uniform barycentric coordinates.
        weights = rng.standard_exponential((len(here), corners.shape[1])) * is_corner[here]
        weights /= weights.sum(axis=1, keepdims=True)
        points[start : start + BLOCK] = np.einsum("ij,ijk->ik", weights, corners[here])
    return points


def merged(law: Law, n: int) -> str | None:
    """Why floats do not resolve n points of a law, and no layer has the dimension that is drawn; None if they do.

    >>> from flint import fmpq
    >>> from ibverify.distributions import box
    >>> from ibverify.law import mixture
    >>> thin = fmpq(10**19 + 1, 10**19)
    >>> merged(mixture([("0", fmpq(1), box.support([(fmpq(1), thin)]))]), 100)
    'floats merge what the input tells apart: coordinate 0 goes from 1 to 10000000000000000001/10000000000000000000; \
shift it towards 0, and the biases with it'
    """
    rounding = fmpq(max(n, LEAST_VALUES), 2**52)
    for cell in law.cells:
        images = [cell.image(vertex) for vertex in cell.polytope.vertices]
        for i, column in enumerate(zip(*images, strict=True)):
            low, high = min(column), max(column)
            if 0 < high - low <= rounding * max(abs(low), abs(high)):
                ends = f"coordinate {i} goes from {short(low, 44)} to {short(high, 44)}"
                return f"floats merge what the input tells apart: {ends}; shift it towards 0, and the biases with it"
    return None


def flattened(points: Points, dimension: int) -> str | None:
    """Why a sample says nothing of a law that is known to have this dimension: it spans less; None if it does not.

    >>> flattened(np.array([[0.0, 0], [1, 1], [2, 2 + 1e-12]]), 2)
    'the sample spans no more than rounding in all but 1 of 2 directions; scale the problem so that they are alike'
    """
    found = whitened(points).shape[1]
    if found >= dimension:
        return None
    what = f"the sample spans no more than rounding in all but {found} of {dimension} directions"
    return f"{what}; scale the problem so that they are alike"


def _double(number: fmpq, where: str) -> float:
    """The float next to a number. Raises `InputError` for one that is too large to be one, or to be multiplied."""
    ball = arb(number)
    if not abs(ball) < LARGEST:
        raise InputError(where, f"{short(number)} is too large for samples in floats", "rescale the problem")
    return float(ball)


def preactivations(network: Network, found: Sequence[Points], index: int) -> Points:
    """The affine map of a layer, of the outputs before it, in floats."""
    layer, where = network.layers[index - 1], f"network[{index - 1}]"
    weight = np.array([[_double(a, f"{where}.weight") for a in row] for row in layer.weight])
    bias = np.array([_double(b, f"{where}.bias") for b in layer.bias])
    with np.errstate(over="ignore", invalid="ignore"):
        made: Points = np.concatenate([found[s] for s in network.sources(index)], axis=1) @ weight.T + bias
    if not np.isfinite(made).all():
        raise InputError(where, "its values are too large for floats", "rescale the problem")
    return made


def outputs(network: Network, points: Points, rng: np.random.Generator) -> list[Points]:
    """The input and the output of every layer, each (n, width), in float64; `rng` draws the noise, if there is any."""
    found = [points]
    for index, layer in enumerate(network.layers, start=1):
        inputs = preactivations(network, found, index)
        if is_noise(layer.activation):
            found.append(inputs + _noise(layer.activation, inputs.shape, rng))
        else:
            found.append(floats(layer.activation, inputs))
    return found


def floats(activation: Activation, points: Points) -> Points:
    """The activation of every row, in floats; by its balls, slowly, where no formula for arrays is known.

    >>> from ibverify.activations import named
    >>> floats(named("relu"), np.array([[-1.0, 2.0]])).tolist()
    [[0.0, 2.0]]
    """
    if isinstance(activation, PiecewiseLinear):
        place = np.searchsorted([float(kink) for kink in activation.kinks], points)  # closed on the right
        slopes = np.array([float(s.slope) for s in activation.segments])
        values = np.array([float(s.value) for s in activation.segments])
        lines: Points = slopes[place] * points + values[place]
        return lines
    if activation.name in FLOATS:
        return FLOATS[activation.name](points)
    with ctx.workprec(BITS):
        return np.array([[float(y) for y in activation.ball([arb(x) for x in row])] for row in points.tolist()])


def saved(path: Path) -> ArrayLike:
    """The array of a `.npy` file, mapped and not read; no object is ever unpickled. Raises `FileError`."""
    try:
        if not path.is_file():
            raise FileError(str(path), "there is no such file", "give the path of a .npy file")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # of shapes that overflow, which are refused below
            array = np.load(path, mmap_mode="r", allow_pickle=False)
    except BROKEN as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "no array, or one of objects"
        raise FileError(str(path), f"the file cannot be read: {reason}", "write numbers with numpy.save") from None
    if not isinstance(array, np.memmap):
        raise FileError(str(path), "the file holds several arrays", "write one with numpy.save")
    if array.size > MAX_ENTRIES:
        raise FileError(str(path), f"the array has {array.size} entries", f"give at most {MAX_ENTRIES}")
    if (held := path.stat().st_size - array.offset) != array.nbytes:
        what = f"the header announces {array.nbytes} bytes, and {held} follow"
        raise FileError(str(path), what, "write the file again")
    return array


def _noise(noise: Noise, shape: tuple[int, ...], rng: np.random.Generator) -> Points:
    size = float(noise.size)
    return rng.uniform(-size, size, shape) if noise.kind == "uniform" else rng.normal(0, size, shape)
