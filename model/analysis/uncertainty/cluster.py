"""Blocks of an ensemble on the workers of a Dask cluster (the extra ``cluster``).

A worker is sent the scenario and the numbers of the members, and draws them itself; a task that dies with its worker is
run again by another. So members are the same on any number of workers, as long as all have the same model and engine.
"""

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

import model
from model.analysis.uncertainty.blocks import Block, run_blocks
from model.engine import compiled
from model.errors import InputError
from model.scenario.load import Scenario

PORTION = 10  # blocks of a task: some 10,000 members, against which its telling is small
AHEAD = 2  # tasks under way for each worker: what waits to be written does not grow with the members
PATIENCE = 10  # seconds until a scheduler or its first worker counts as not there
KINDS = ("*.py", "*.csv", "*.c", "*.h")


class Cluster:
    """The workers of a scheduler.

    Parameters
    ----------
    address
        Of the scheduler, such as ``tcp://10.0.0.1:8786``.

    Raises
    ------
    InputError
        Where Dask is not installed, no scheduler or no worker is there, or a worker has another model or engine.
    """

    def __init__(self, address: str):
        try:
            from distributed import Client
        except ImportError:
            raise _fault("Dask is not installed", "the extra 'cluster'") from None
        try:
            with ThreadPoolExecutor(1) as apart:  # for a notebook has a loop of its own
                # first, for a client that finds nobody says so again when it is forgotten
                apart.submit(asyncio.run, asyncio.wait_for(_reach(address), PATIENCE)).result()
            self._client: Any = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError):  # a timeout is an OSError
            raise _fault(f"no scheduler at {address}", "an address such as tcp://10.0.0.1:8786") from None
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError:
            self._client.close()
            raise _fault(f"no worker at {address}", "at least one") from None
        self._check()

    def _check(self) -> None:
        here, there = fingerprint(), self._client.run(fingerprint, on_error="return")
        wrong = [worker for worker, other in there.items() if other != here]
        if wrong:
            self._client.close()
            raise _fault(f"another model, or another engine, on the worker {wrong[0]}", "this one")

    def run_blocks(
        self, scenario: Scenario, seed: int, members: int, names: list[str], firsts: Sequence[int]
    ) -> Iterator[Block]:
        """As :func:`model.analysis.uncertainty.blocks.run_blocks`, as they come."""
        from distributed import Future, as_completed

        portions = iter([firsts[place : place + PORTION] for place in range(0, len(firsts), PORTION)])
        ahead = AHEAD * len(self._client.scheduler_info()["workers"])

        def begin(portion: Sequence[int]) -> Future:
            return self._client.submit(_portion, scenario, seed, members, names, portion, pure=False)

        with self._client:
            begun = [begin(portion) for portion in islice(portions, ahead)]
            under_way: Any = as_completed(begun, loop=self._client.loop)
            for done in under_way:
                yield from done.result()
                for portion in islice(portions, 1):
                    under_way.add(begin(portion))


async def _reach(address: str) -> None:
    from distributed.comm.addressing import parse_address
    from distributed.comm.core import connect

    parse_address(address, strict=True)
    comm = await connect(address, timeout=PATIENCE)
    await comm.close()


def fingerprint() -> str:
    """What two machines must share for the same bits: the files of the model, and whether its engine is compiled."""
    root = Path(model.__file__).parent
    digest = sha256(str(compiled.available()).encode())
    for path in sorted(path for kind in KINDS for path in root.rglob(kind)):
        digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _portion(*arguments: Any) -> list[Block]:
    return list(run_blocks(*arguments))


def _fault(found: str, expected: str) -> InputError:
    return InputError([f"--scheduler: found {found}; expected {expected}"])
