r"""What holds of a layer of ReLUs: its law is a mixture over dimensions, discrete and continuous at the ends only.

Where r neurons are active L moves in a coordinate plane of dimension r, with a density there if X has one and the
weights are independent.
"""

from ibverify.examples import relu
from ibverify.information import information
from ibverify.ledger import Cases, Claim, Mutant, Part, Statement, check, on

SQUARE = [(-1, 1), (-1, 1)]


def by_activity(member):
    sides, neurons = member
    found, active = information(relu.output(sides, neurons)).dimensions, relu.active(sides, neurons)
    for rank in range(len(neurons[0]) + 1):
        yield check(f"mass of dimension {rank} = P({rank} active)", found.get(rank, 0), "==", active.get(rank, 0))


def layers():
    shapes = [(2, 2), (2, 3), (3, 3)] * 4
    for i, ((neurons, inputs), layer) in enumerate(zip(shapes, relu.chosen(shapes), strict=True), start=1):
        yield from on(f"layer {i}, {neurons} neurons on {inputs} inputs", by_activity(layer))


def all_dimensions():
    found = information(relu.output([(1, 2), (1, 2)], ([[1, 0], [0, 1]], [0, 0]))).dimensions
    yield check("mass of dimension 1 > 0", found.get(1, 0), ">", 0, "X uniform on [1, 2]^2, W the unit matrix, b = 0")


def dead_or_alive():
    neurons = ([[1, 0], [0, 1]], [0, 0])
    found, active = information(relu.output(SQUARE, neurons)).dimensions, relu.active(SQUARE, neurons)
    yield check("mass of dimension 2 = P(some active)", found[2], "==", 1 - active[0], "X uniform on [-1, 1]^2")


CLAIM = Claim(
    Statement(
        r"Let X have a density on $\mathbb R^N$ and let the rows of W be linearly independent. Then the law of $L = "
        r"\max(WX + b, 0)$ is a mixture over r = 0, ..., |L| of laws of dimension r, weighted by the probability that "
        r"r neurons are active: discrete for r = 0, continuous for r = |L|, and singular in between.",
        source="Sec. 4.1",
    ),
    parts=[
        Part(
            r"Under these hypotheses the part of L of dimension r has the mass $P(r \text{ neurons active})$.",
            Cases(
                "12 layers of two and three neurons, X uniform on a box",
                layers,
                because="independent rows are coordinates of an invertible affine map: the outputs of r of them have a "
                "density on R^r, also where just these are active, and the others are 0 there",
            ),
            [
                Mutant(
                    "hypothesis",
                    "the same for dependent rows",
                    lambda: by_activity((SQUARE, ([[1, 1], [1, 1]], [0, 0]))),
                ),
                Mutant("quantifier", "the parts of all dimensions have positive mass", all_dimensions),
                Mutant("constant", "the part where some neuron is active has dimension |L|", dead_or_alive),
            ],
        )
    ],
)
