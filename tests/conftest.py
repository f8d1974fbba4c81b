"""Hypothesis runs the same examples every time; `--hypothesis-profile=stress` draws anew, and more."""

from hypothesis import HealthCheck, settings

settings.register_profile(
    "steady", derandomize=True, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("stress", parent=settings.get_profile("steady"), derandomize=False, max_examples=1000)
settings.load_profile("steady")
