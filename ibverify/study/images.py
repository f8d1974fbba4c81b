"""`images`: the exact law of each layer, or of what a bijection maps to it, as far as there is one."""

from __future__ import annotations

from collections.abc import Iterator

from ibverify.activations import is_piecewise_affine, is_up_to_bijection
from ibverify.law import Law
from ibverify.law.push import law_of, step, threads
from ibverify.network import Network
from ibverify.readouts import is_noise


def images(network: Network, law: Law) -> Iterator[tuple[Law | None, bool]]:
    """For each layer in order a law, and whether it is the layer's own and not only that of a bijection's argument.

    Exact. None behind a smooth activation or Gaussian noise, where the law has no closed form.
    """
    now, exact = threads(law), {0}
    for index, layer in enumerate(network.layers, start=1):
        readable = exact.issuperset(network.sources(index))
        if readable and is_piecewise_affine(layer.activation):
            now = list(step(network, index, now, layer.activation))
            exact.add(index)
            yield law_of(now, index, layer.width, law.label_masses), True
        elif readable and is_noise(layer.activation):
            noisy = layer.activation.carried(network, index, now)
            if noisy is None:
                yield None, False
                continue
            now = noisy
            exact.add(index)
            yield law_of(now, index, layer.width, law.label_masses), True
        elif readable and is_up_to_bijection(layer.activation):
            image = step(network, index, now, layer.activation.equivalent)
            yield law_of(image, index, layer.width, law.label_masses), False
        else:
            yield None, False
