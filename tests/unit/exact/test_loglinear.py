from __future__ import annotations

import math
import pickle

import mpmath
import pytest
from flint import fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify.exact.loglinear import LogLinear, coprime_base, entropy_form, log, total

RATIONALS = st.builds(fmpq, st.integers(-50, 50), st.integers(1, 50))
FORMS = st.builds(
    lambda terms, constant: total(terms, constant),
    st.lists(st.tuples(RATIONALS, st.builds(fmpq, st.integers(1, 200), st.integers(1, 200))), max_size=6),
    RATIONALS,
)


def numeric(form: LogLinear) -> mpmath.mpf:
    with mpmath.workdps(60):
        logs = (mpmath.mpf(int(c.p)) / int(c.q) * mpmath.log(n) for n, c in form.logs)
        return mpmath.mpf(int(form.constant.p)) / int(form.constant.q) + mpmath.fsum(logs)


@given(FORMS)
def test_sign_is_that_of_the_number(form: LogLinear):
    """The sign agrees with 60 digits, which these small forms cannot come close to without being 0."""
    value = numeric(form)
    assert form.sign() == (0 if abs(value) < mpmath.mpf(10) ** -50 else (1 if value > 0 else -1))


@given(FORMS, FORMS)
def test_the_difference_of_equal_sums_is_zero(a: LogLinear, b: LogLinear):
    """a + b - b = a, decided without looking at terms."""
    assert a + b - b == a


@given(FORMS)
def test_the_normal_form_is_the_same_number(form: LogLinear):
    """Over a coprime base nothing changes."""
    assert form.normal == form
    bases = [n for n, _ in form.normal.logs]
    assert all(mpmath.libmp.libintmath.gcd(a, b) == 1 for i, a in enumerate(bases) for b in bases[:i])


def test_equal_products_of_large_primes():
    p, q = 2**89 - 1, 2**107 - 1
    assert (log(p * q) - log(p) - log(q)).sign() == 0
    assert (log(p * q) - log(p) - log(q + 2)).sign() == -1


MIDDLING = [p for p in range(212, 2000) if all(p % q for q in range(2, 45))]


@given(st.lists(st.sampled_from(MIDDLING), min_size=2, max_size=6), st.integers(1, 5))
def test_a_product_of_middling_primes_is_the_sum_of_its_parts(primes: list[int], cut: int):
    """Primes above the small ones, alone in one term and within a large product in another, cancel."""
    first, second = primes[:cut], primes[cut:]
    whole = log(math.prod(primes))
    parts = log(math.prod(first)) + log(math.prod(second))
    assert (whole - parts).sign() == 0
    assert (whole - log(primes[0]) - log(fmpq(math.prod(primes), primes[0]))).is_rational()


def test_a_difference_far_below_double_precision_has_its_sign():
    tiny = log(fmpq(10**40 + 1, 10**40))
    assert tiny.sign() == 1
    assert (log(1) - tiny).sign() == -1


def test_a_rational_and_logarithms_never_cancel():
    """e^(2/3) is no rational, however close: 193/99 agrees with it to five digits."""
    form = log(fmpq(193, 99)) - LogLinear(fmpq(2, 3))
    assert form.sign() != 0


def test_powers_meet_their_roots():
    p = 10**12 + 39
    assert (log(p**6) - log(p**4).scaled(fmpq(3, 2))).sign() == 0
    assert coprime_base([p**4, p**6]) == [p]


def test_entropy_of_dyadic_masses():
    """1/2 log 2 + 2/4 log 4 = 3/2 log 2."""
    assert entropy_form([fmpq(1, 2), fmpq(1, 4), fmpq(1, 4), fmpq(0)]) == log(2).scaled(fmpq(3, 2))


def test_log_of_what_is_not_positive():
    with pytest.raises(ValueError, match="not positive"):
        log(fmpq(0))


def test_forms_cannot_be_hashed():
    with pytest.raises(TypeError, match="unhashable"):
        hash(log(4))


def test_pickling():
    form = log(fmpq(7, 3)) + LogLinear(fmpq(1, 9))
    assert pickle.loads(pickle.dumps(form)) == form
