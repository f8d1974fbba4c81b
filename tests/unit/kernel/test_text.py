"""Settings in plain text: each phrase is a sentence's, whatever the flags."""

from __future__ import annotations

import pytest

from ibverify.kernel import (
    H,
    Statement,
    affine,
    channel,
    function,
    log_cardinality,
    network,
    setting,
    source,
    surrogate,
)
from ibverify.kernel.text import setting_text


@pytest.mark.parametrize(
    ("flags", "text"),
    [
        ((), "any law of X"),
        (("finite",), "any law of a finite X"),
        (("diffuse",), "any law of X that is not discrete"),
        (("density",), "any law of X with a density"),
        (("component",), "any law of X that has a component with a density"),
    ],
)
def test_sources(flags: tuple[str, ...], text: str):
    assert setting_text(setting(X=source(*flags))) == text


def test_what_arises_from_others():
    weights = "for almost every choice of the weights"
    here = setting(
        X=source(),
        Y=channel("X", finite=True),
        A=function("X", is_=["invertible", "compact"]),
        Z=affine("A"),
        B=function("Z", is_="bilipschitz"),
        L=network("X", "invertible"),
        M=network("X", "bilipschitz"),
        Q=surrogate("Y", "X", exact=True),
        R=surrogate("Y"),
    ).assuming(Statement(H("Y"), "==", log_cardinality("Y")))
    assert setting_text(here).split("; ") == [
        "any law of X",
        "any finite Y given X",
        "any invertible bounded function A of X",
        f"Z affine in A, {weights}",
        "any bi-Lipschitz function B of Z",
        f"any layer L of a network on X with injective activations, {weights}",
        f"any layer M of a network on X with bi-Lipschitz activations, {weights}",
        "the law Q of Y given X",
        "any law R of Y",
        "assuming H(Y) == log|Y|",
    ]
