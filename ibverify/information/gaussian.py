r"""Information that survives Gaussian noise on a layer of one neuron, L + G with $G \sim N(0, s^2)$ (Secs. 5.3 and 6).

In units of s, with $h$ the differential entropy after standard normal noise,
$$I(X; L + G) = h(L) - h(0), \qquad I(Y; L + G) = h(L) - \sum_y P(y)\, h(L \mid Y = y).$$
"""

from __future__ import annotations

from functools import reduce
from operator import add

from flint import fmpq

from ibverify.errors import ProblemError, UnsupportedLaw
from ibverify.exact import Value, clipped, total
from ibverify.exact.loglinear import entropy_form
from ibverify.exact.printing import short
from ibverify.information.layer import label_entropy
from ibverify.information.on_line import measures
from ibverify.integrals.gaussian import gaussian_entropy
from ibverify.integrals.line_measure import LineMeasure
from ibverify.law.cell import Law

BITS = 128
MAX_WIDTH = 4096  # of the support, in deviations: the work grows with it
LEAST_WIDTH = fmpq(1, 1 << 20)  # the smaller it is, the more bits the difference of two entropies takes


def gaussian_information(law: Law, deviation: fmpq) -> tuple[Value, Value]:
    """I(X; L + G) and I(Y; L + G) for one-dimensional L, a function of X, and independent G of this deviation; in nats.

    Enclosed, to any precision; exactly 0 where L, or L given the label, tells nothing. Both depend on L / deviation
    alone, and laws that are congruent in these units give the same value. Raises `UnsupportedLaw` for more than one
    coordinate and for noise that is tiny beside L, `ProblemError` for a deviation that is not positive.

    >>> from ibverify.distributions import atom
    >>> from ibverify.law import mixture
    >>> antipodal = mixture([(str(x), fmpq(1, 2), atom.support([fmpq(x)])) for x in (-1, 1)])
    >>> of_x, of_y = gaussian_information(antipodal, fmpq(1))  # the binary-input channel at 0 dB
    >>> of_x == of_y, of_y.in_bits().enclosure(5)
    (True, ('0.48594', '0.48595'))
    """
    if law.width != 1:
        todo = "ask for a layer of one neuron, or use uniform noise"
        raise UnsupportedLaw("", f"Gaussian noise on {law.width} coordinates has no enclosure here", todo)
    if deviation <= 0:
        raise ProblemError("gaussian", f"the standard deviation {deviation} is not positive", "give a positive number")
    own = {label: measure.pushed(1 / deviation) for label, measure in measures(law).items()}
    whole = reduce(add, own.values())
    first, last = whole.support
    if last - first > MAX_WIDTH:
        what = f"the layer is spread over {short(last - first)} standard deviations of the noise"
        raise UnsupportedLaw("", what, f"take a deviation of {short((last - first) * deviation / MAX_WIDTH)} or more")
    if 0 < last - first < LEAST_WIDTH:
        what = f"the noise has a deviation of {short(1 / (last - first))} times the spread of the layer"
        raise UnsupportedLaw("", what, f"take a deviation of {short((last - first) * deviation / LEAST_WIDTH)} or less")
    noisy = gaussian_entropy(whole)
    given_label = [
        gaussian_entropy(measure.scaled(1 / mass)) * -mass
        for measure, mass in ((own[label], law.label_masses[label]) for label in law.labels)
    ]
    of_point = gaussian_entropy(LineMeasure(((fmpq(0), fmpq(1)),), ()))
    most = None if whole.knots else Value(entropy_form(mass for _, mass in whole.atoms)).interval(BITS)[1]
    compression = clipped(noisy - of_point, fmpq(0), most)
    return compression, clipped(total([noisy, *given_label]), fmpq(0), label_entropy(law).interval(BITS)[1])
