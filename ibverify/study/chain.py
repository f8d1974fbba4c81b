r"""The chain of bounds (24) for a soft decision: $I(Y;L) \ge I(Y;\tilde Y) \ge H(Y) - C$, and what each step loses.

$\tilde Y$ is the last layer, Q the probabilities that it states, C their cross-entropy. The first step loses
$I(Y;L|\tilde Y) = I(Y;L) - I(Y;\tilde Y)$, for the decoder; the second $\mathsf E D(P_{Y|\tilde Y} \| Q)$, for the
decision rule. Source: Sec. 9.

Main results: `chain`, `decided`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flint import fmpq

from ibverify.activations import Activation
from ibverify.errors import UnsupportedLaw
from ibverify.exact import Value, clipped
from ibverify.exact.value import total
from ibverify.information import Information
from ibverify.law import Law
from ibverify.network import Network
from ibverify.readouts import Channel, Soft, is_soft
from ibverify.study.noisy import separates


@dataclass(frozen=True, slots=True)
class Chain:
    """I(Y;Y~), the cross-entropy C, the loss of the decision rule, and that of the decoder for each layer.

    The decoder's is None for a layer past which the last one reads others: Y~ is no function of it.
    """

    output: Value
    cross_entropy: Value
    rule: Value
    decoder: tuple[Value | None, ...]


@dataclass(frozen=True, slots=True)
class Output:
    """The law of a layer, or that of what `activation` takes one to one to it; None where none is known."""

    law: Law | None
    activation: Activation | None


def chain(network: Network, layers: Sequence[Information], label_entropy: Value, soft: Soft, output: Output) -> Chain:
    """The chain for the layers of a network whose last one gives probabilities; exact as far as they are."""
    precision = layers[-1].precision
    activation = None if output.activation is None else output.activation.name
    cross_entropy = soft.cross_entropy(_known(soft, output), activation)
    rule = clipped(total([precision, -label_entropy, cross_entropy]), fmpq(0), None)
    decoder = tuple(
        clipped(layer.precision - precision, fmpq(0), None) if separates(network, index, network.depth) else None
        for index, layer in enumerate(layers, start=1)
    )
    return Chain(precision, cross_entropy, rule, decoder)


def decided(readout: Channel, output: Output) -> Information:
    """The information of what a channel makes of an output. Raises `InputError` where it cannot treat that one."""
    law, activation = _known(readout, output), output.activation
    if activation is None:
        return readout.information(law)
    if is_soft(readout):
        return readout.behind(activation.name, law)
    raise _unknown(readout)


def _known(readout: Channel, output: Output) -> Law:
    if output.law is None:
        raise _unknown(readout)
    return output.law


def _unknown(readout: Channel) -> UnsupportedLaw:
    advice = "end with a piecewise-linear layer, or for a soft readout with a sigmoid or softmax behind such layers"
    return UnsupportedLaw(f"readout.{readout.name}", "the law of the last layer has no closed form", advice)
