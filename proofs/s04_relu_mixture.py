r"""The output of a ReLU is in general a mixture of a continuous and a discrete law: of one neuron, at any depth.

Of a first neuron with a weight that is not 0, on X with a density: what lies at or below 0 becomes an atom there, the
rest keeps a density. A deeper one is constant or sloped on each of finitely many pieces, so atoms may be anywhere. Of
the output of several neurons the sentence says something else: s04.relu-mixture-layer.
"""

from ibverify.examples import relu
from ibverify.information import information
from ibverify.law import atoms
from ibverify.ledger import Cases, Claim, Example, Mutant, Part, Statement, check, on

ONE = ([[1]], [0])
DEEP = ([[1, 0], [0, 1]], [0, 0]), ([[1, -1]], ["1/2"])  # relu(relu(x1) - relu(x2) + 1/2)


def masses(law):
    """The mass of each atom, and of the part with a density."""
    points = {value: sum(own.values()) for (value,), own in atoms(law).items()}
    return points, information(law).dimensions.get(1, 0)


def mixture(neuron):
    points, density = masses(relu.output(*neuron))
    below = relu.active(*neuron).get(0, 0)
    yield check("the atom at 0 has the mass at or below 0", points.get(0, 0), "==", below)
    yield check("the rest has a density", density, "==", 1 - below)


def mixtures():
    for i, neuron in enumerate(relu.chosen([(1, 1), (1, 2), (1, 3)] * 8), start=1):
        yield from on(f"neuron {i}", mixture(neuron))


def both(low=-1):
    points, density = masses(relu.output([(low, 2)], ONE))
    yield check("mass of the discrete part", sum(points.values()), ">", 0, f"X uniform on [{low}, 2]")
    yield check("mass of the continuous part", density, ">", 0, f"X uniform on [{low}, 2]")


def no_atom():
    points, _ = masses(relu.output([(-1, 2)], ONE))
    yield check("no atom", sum(points.values()), "==", 0, "X uniform on [-1, 2]")


def deep(half="1/4"):
    points, density = masses(relu.output([(-1, 1), (-1, 1)], *DEEP))
    yield check("atom at 0", points.get(0, 0), "==", "5/32")
    yield check("atom at 1/2", points.get(relu.rational("1/2"), 0), "==", half)
    yield check("the rest has a density", density, "==", "19/32")


CLAIM = Claim(
    Statement(
        r"The output of a ReLU activation function is, in general, the mixture of a continuous and a discrete "
        r"distribution.",
        source="Sec. 4.1",
    ),
    parts=[
        Part(
            r"If X has a density and $w \ne 0$, then $\max(w \cdot X + b, 0)$ has an atom at 0 of mass "
            r"$P(w \cdot X + b \le 0)$, and a density on the rest.",
            Cases(
                "24 neurons on X uniform on a box of up to three dimensions",
                mixtures,
                because="w . x + b is a coordinate of an invertible affine map, so it has a density: that is kept "
                "above 0, and the rest of the mass is moved to 0",
            ),
            [Mutant("hypothesis", "the same with w = 0", lambda: mixture(([(-1, 1)], ([[0]], [1]))))],
        ),
        Part(
            "In general: neither part need be missing.",
            Example("one neuron of weight 1 and bias 0, X uniform on [-1, 2]", both),
            [
                Mutant("quantifier", "on every X with a density the output has no atom", no_atom),
                Mutant("quantifier", "on every X with a density both parts are there", lambda: both(low=1)),
            ],
        ),
        Part(
            r"The output of a neuron of any depth is such a mixture, with atoms elsewhere than at 0 too.",
            Cases(
                "max(max(x1, 0) - max(x2, 0) + 1/2, 0), X uniform on [-1, 1]^2",
                deep,
                because="a neuron is affine on finitely many pieces: constant, or with a density",
            ),
            [Mutant("constant", "its only atom is at 0", lambda: deep(half=0))],
        ),
    ],
)
