"""Prints the ratios of a run: in each group, how many times longer than ibverify every peer took, by medians.

The parameter `tool` of a benchmark says whose it is.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any

import pytest

Groups = list[tuple[str, list[dict[str, Any]]]]


@pytest.hookimpl(wrapper=True)
def pytest_benchmark_group_stats(config: pytest.Config) -> Generator[None, Groups, Groups]:
    groups = yield
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if terminal is not None:
        terminal.write_line("")
        terminal.write_sep("-", "times longer than ibverify")
        for line in _ratios(groups):
            terminal.write_line(line)
    return groups


def _ratios(groups: Groups) -> Iterator[str]:
    yield "| both do | peer | times |"
    yield "|---|---|---|"
    for group, benchmarks in groups:
        medians = {(benchmark["params"] or {}).get("tool"): benchmark["median"] for benchmark in benchmarks}
        own = medians.pop("ibverify", None)
        if own is None:  # absolute times, which no peer stands beside
            continue
        for peer, median in medians.items():
            yield f"| {group} | {peer} | {float(f'{median / own:.2g}'):g} |"
