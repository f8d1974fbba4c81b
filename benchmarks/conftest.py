"""Prints, after a run, the ratio of every pair: how many times longer the peer took than ibverify for the same group.

A benchmark says what is measured by its group and whose it is by the end of its function's name: `test_..._ibverify`.
"""

from __future__ import annotations

from collections import defaultdict

import pytest

OURS = "ibverify"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    medians: dict[str, dict[str, float]] = defaultdict(dict)
    for bench in config._benchmarksession.benchmarks:  # type: ignore[attr-defined]  # has no public name
        medians[bench.group][bench.name.partition("[")[0].rpartition("_")[2]] = bench["median"]
    if not medians:
        return
    terminalreporter.write_sep("-", "how many times longer the peer takes, by medians")
    terminalreporter.write_line("| both do | peer | times |")
    terminalreporter.write_line("|---|---|---|")
    for group, of_tool in medians.items():
        for tool, median in of_tool.items():
            if tool != OURS and OURS in of_tool:
                terminalreporter.write_line(f"| {group} | {tool} | {median / of_tool[OURS]:.2g} |")
