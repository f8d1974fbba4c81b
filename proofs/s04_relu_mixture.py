r"""The output of a ReLU is in general a mixture of a continuous and a discrete law.

Of one neuron, with a weight that is not 0, on a law with a density: what lies below 0 becomes an atom there, the rest
keeps a density. Of a layer the sentence is false: mass on the axes is neither discrete nor continuous (a mutant).
"""

from ibverify.distributions import box
from ibverify.exact import Value
from ibverify.information import information
from ibverify.law import atoms, mixture, push
from ibverify.ledger import Claim, Instances, Mutant, Statement, check
from ibverify.network import Network, layer


def law_of(sides, weight, bias=None, activation="relu"):
    """The law of a layer on X uniform on a box."""
    law = mixture([("0", Value(1).form.constant, box.support(sides))])
    return push(Network(len(sides), (layer(weight, bias, activation),)), law)[-1]


def output(sides, weight, bias=None):
    """The information of a layer of ReLUs on X uniform on a box."""
    return information(law_of(sides, weight, bias))


def mass_at_zero(law):
    return Value(sum(atoms(law).get((0,), {}).values()))


def interval(low, high):
    return (Value(low).form.constant, Value(high).form.constant)


def drawn(random):
    found = output([interval(-1, 1)], [[1]])
    yield check("the atom at 0", Value(found.dimensions[0]), "==", Value("1/2"), "X uniform on [-1, 1]")
    yield check("the part with a density", Value(found.dimensions[1]), "==", Value("1/2"), "X uniform on [-1, 1]")
    for i in range(24):
        inputs = random.randint(1, 3)
        weight = [[random.choice([-3, -2, -1, 1, 2, 3]) for _ in range(inputs)]]
        sides = [interval(-random.randint(1, 4), random.randint(1, 4)) for _ in range(inputs)]
        bias, on = [random.randint(-6, 6)], f"drawn neuron {i + 1}"
        found = output(sides, weight, bias)
        below = mass_at_zero(law_of(sides, weight, bias, "step"))
        yield check("the mass below 0 is the atom at 0", mass_at_zero(law_of(sides, weight, bias)), "==", below, on)
        yield check("the rest has a density", Value(found.dimensions.get(1, 0)), "==", Value(1) - below, on)


def always_continuous():
    found = output([interval(-1, 1)], [[1]])
    return check("no atom", Value(found.atomic_mass), "==", Value(0), "X uniform on [-1, 1]")


def always_mixed():
    found = output([interval(1, 2)], [[1]])
    return check("an atom of positive mass", Value(found.atomic_mass), ">", Value(0), "X uniform on [1, 2]")


def layers_too():
    found = output([interval(-1, 1)] * 2, [[1, 0], [0, 1]])
    singular = Value(found.dimensions[1])
    return check("no singular part", singular, "==", Value(0), "X uniform on [-1, 1]^2, the identity weights")


def zero_weight():
    found = output([interval(-1, 1)], [[0]], [1])
    return check("a part with a density", Value(found.dimensions.get(1, 0)), ">", Value(0), "weight 0")


CLAIM = Claim(
    statement=Statement(
        says=r"The output of a ReLU activation function is, in general, the mixture of a continuous and a discrete "
        r"distribution.",
        source="Sec. 4.1",
    ),
    evidence=[Instances(drawn)],
    mutants=[
        Mutant("always continuous", "the output has a density", always_continuous),
        Mutant("always mixed", "both parts have positive mass", always_mixed),
        Mutant("of layers", "a layer of ReLUs has no singular part", layers_too),
        Mutant("any weight", "a part of the output has a density, whatever the weights", zero_weight),
    ],
    note="For one neuron with a nonzero weight, on a law with a density. A layer also has a singular part in general.",
)
