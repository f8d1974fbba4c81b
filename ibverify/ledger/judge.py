r"""The judge: verdicts from evidence.

A claim *fails* if a check is refuted: that check is its counterexample. It *holds* if every check is proved, and is
*undecided* if one is unknown. Its strength is that of its weakest evidence, capped by what it rests on. Mutants are
judged beside it: each must be refuted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from time import perf_counter

from ibverify.errors import ProblemError
from ibverify.ledger.claim import Check, Claim, Evidence, Instances

STRENGTHS = ("estimated", "tested", "exact", "derived")


@dataclass(frozen=True, slots=True)
class MutantRecord:
    """A mutant's name, what it says, whether it was refuted, and by which instance."""

    name: str
    says: str
    refuted: bool
    witness: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A claim with its verdict, as the ledger prints it."""

    id: str
    source: str
    statement: str
    verdict: str
    strength: str | None
    rests_on: tuple[str, ...]
    cites: tuple[str, ...]
    counterexample: str | None
    amended: str | None
    instances: int
    mutants: tuple[MutantRecord, ...]
    note: str

    @property
    def is_settled(self) -> bool:
        """Decided, with every mutant refuted."""
        return self.verdict != "undecided" and all(m.refuted for m in self.mutants)


def judge(id: str, claim: Claim, rests_on: Mapping[str, Judgement] | None = None, seed: int = 0) -> Judgement:
    """The verdict on a claim; `rests_on` holds the judgements of the claims that it names, `seed` draws instances.

    Raises `ProblemError` for a claim without evidence, checks or mutants, or one that rests on what is not given.
    """
    judged = rests_on or {}
    for name in claim.rests_on:
        if name not in judged:
            raise ProblemError(id, f"it rests on {name!r}, which is not in the ledger", "name claims of the ledger")
    parts = [list(_checks(evidence, Random(f"{seed}:{id}"))) for evidence in (*claim.evidence, *claim.beyond)]
    if not claim.evidence or not all(parts) or not claim.mutants:
        what = "it has no mutants" if claim.evidence and all(parts) else "it has evidence without checks"
        raise ProblemError(
            id, what, "a claim needs checks in every piece of its evidence, and mutants that are refuted"
        )
    checks = [check for part in parts for check in part]
    broken = next((c for c in checks if c.outcome.refuted), None)
    supports = [judged[name] for name in claim.rests_on]
    if broken is not None:
        verdict = "fails"
    elif any(c.outcome.unknown for c in checks) or any(s.verdict != "holds" for s in supports):
        verdict = "undecided"
    else:
        verdict = "holds"
    return Judgement(
        id=id,
        source=claim.statement.source,
        statement=claim.statement.says,
        verdict=verdict,
        strength=_strength(claim, verdict, supports),
        rests_on=tuple(claim.rests_on),
        cites=tuple(claim.cites),
        counterexample=None if broken is None else str(broken),
        amended=claim.amended if verdict == "fails" else None,
        instances=len(checks),
        mutants=tuple(_try(mutant.name, mutant.says, mutant.refuted_by()) for mutant in claim.mutants),
        note=claim.note,
    )


def _strength(claim: Claim, verdict: str, supports: Iterable[Judgement]) -> str | None:
    """A refutation is exact: one instance is enough. What holds is as strong as its weakest part."""
    if verdict == "undecided":
        return None
    if verdict == "fails":
        return "exact"
    parts = [evidence.strength for evidence in claim.evidence] + [s.strength for s in supports if s.strength]
    return min(parts, key=STRENGTHS.index)


def _checks(evidence: Evidence, random: Random) -> Iterable[Check]:
    return evidence.drawn(random) if isinstance(evidence, Instances) else evidence.checks()


def _try(name: str, says: str, check: Check) -> MutantRecord:
    return MutantRecord(name, says, check.outcome.refuted, str(check))


@dataclass(frozen=True, slots=True)
class Ledger:
    """Judgements in the order asked for, and the seconds that each took."""

    judgements: tuple[Judgement, ...]
    timing: Mapping[str, float]


def judge_all(claims: Mapping[str, Claim], wanted: Sequence[str], seed: int = 0) -> Ledger:
    """The judgements of the wanted claims; what they rest on is judged first.

    Raises `ProblemError` for claims that rest on each other in a circle.
    """
    done: dict[str, Judgement] = {}
    timing: dict[str, float] = {}

    def settle(id: str, path: tuple[str, ...]) -> None:
        if id in path:
            raise ProblemError(id, f"claims rest on each other: {' -> '.join((*path, id))}", "break the circle")
        if id in done or id not in claims:
            return
        for name in claims[id].rests_on:
            settle(name, (*path, id))
        start = perf_counter()
        try:
            done[id] = judge(id, claims[id], done, seed)
        except ProblemError:
            raise
        except Exception as error:
            what = f"a check does not run: {type(error).__name__}: {error}"
            raise ProblemError(id, what, "mend the claim") from error
        timing[id] = perf_counter() - start

    for id in wanted:
        settle(id, ())
    return Ledger(tuple(done[id] for id in wanted), {id: timing[id] for id in wanted})
