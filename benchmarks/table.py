"""How near the engine, the ensembles and the command are to what is possible: one table from one run.

Ratios of processor time (user and system, of all threads and child processes), medians of interleaved repeats; memory is
the largest of a process. Needs gcc and the extra ``check``. An argument sets the number of rounds.
"""

import os
import platform
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import like_size  # noqa: E402
import numpy as np  # noqa: E402
import one_run  # noqa: E402
import simlin  # noqa: E402
from c_reference import LIMIT, SCALAR, WIDTH, Reference, given  # noqa: E402
from timing import alternate  # noqa: E402

import model  # noqa: E402
from model.analysis.uncertainty.blocks import SIZE  # noqa: E402
from model.engine.given import Setup  # noqa: E402
from model.engine.kernel import Kernel  # noqa: E402
from model.engine.run import simulate  # noqa: E402
from model.sectors import load  # noqa: E402

END, MEMBERS, SCENARIO = 2025, 4096, "scenarios/baseline.yaml"
IMPORTS = "import numpy, xarray, netCDF4, click, ruamel.yaml, pydantic"


def spent() -> float:
    """Processor seconds of this process and of those that it waited for."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def each(functions: Mapping[str, tuple[Callable, int]], rounds: int) -> dict[str, list[float]]:
    """Processor seconds of one call by round, where each function is called so often in a round."""

    def repeated(function, times):
        for _ in range(times):
            function()

    whole = alternate({name: partial(repeated, *own) for name, own in functions.items()}, rounds, spent)
    return {name: [seconds / functions[name][1] for seconds in own] for name, own in whole.items()}


def row(
    label: str, seconds: Mapping[str, list[float]], slow: str, fast: str, bar: float, aim: float, scale=1.0
) -> None:
    """Print the ratio, with the least and the largest by round."""
    ratios = [scale * a / b for a, b in zip(seconds[slow], seconds[fast], strict=True)]
    own, base = median(seconds[slow]), median(seconds[fast])
    told = "aim" if median(ratios) <= aim else "bar" if median(ratios) <= bar else "missed"
    print(
        f"| {label} | {median(ratios):.2f} | {min(ratios):.2f}-{max(ratios):.2f} | {bar:g} | {aim:g} | {told} "
        f"| {1e3 * own:.4g} | {1e3 * base:.4g} |",
        flush=True,
    )


def command(*arguments: str) -> Callable:
    """A function that runs a Python process to its end."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return partial(
        subprocess.run, [sys.executable, *arguments], cwd=ROOT, env=environment, check=True, capture_output=True
    )


def warm(rounds, folder):
    """A single run, against scalar C."""
    system = load()
    kernel, scenario = system.kernel, model.load_scenario(ROOT / SCENARIO)
    scalar, told = Reference(kernel, 1, SCALAR, folder), given(kernel, END, 1)
    expected = simulate(system, END)
    ends = np.array([expected.ends[name][-1] for name in kernel.stocks])
    assert np.allclose(scalar(*told), ends, rtol=1e-9, atol=1e-12)
    functions = {
        "C": (partial(scalar, *told), 100),
        "engine": (partial(simulate, system, END), 30),
        "run": (partial(model.run, scenario), 3),
    }
    seconds = each(functions, rounds)
    row("warm integration, one run / scalar C", seconds, "engine", "C", 8, 4)
    row("warm `model.run` with its Dataset / scalar C", seconds, "run", "C", 60, 25)


def like(rounds, folder):
    """A model of like size, against simlin."""
    system = one_run.in_ours()
    path = folder / "like_size.mdl"
    path.write_text(like_size.vensim(END), encoding="utf-8")
    kernel, other = Kernel(system), simlin.load(path)
    with other.simulate() as simulation:

        def theirs():
            simulation.reset()
            simulation.run_to_end()

        ours = partial(simulate, system, END, Setup(method="euler", step=like_size.STEP), kernel=kernel)
        theirs()
        for i in range(like_size.STOCKS):
            assert np.isclose(simulation.get_value(f"level_{i}"), ours().ends[f"level_{i}"][-1, 0], rtol=1e-9)
        seconds = each({"simlin": (theirs, 100), "ours": (ours, 100)}, rounds)
    row("like-size model, Euler / simlin reset and run", seconds, "ours", "simlin", 2, 1)


def members(rounds, folder):
    """Many members, against the C limit; a member in a batch as large as a block of an ensemble."""
    system = load()
    kernel = system.kernel
    limit, told, part = Reference(kernel, WIDTH, LIMIT, folder), given(kernel, END, MEMBERS), given(kernel, END, SIZE)
    batch = {name: np.full(SIZE, system.figures[name]) for name in kernel.parameters[:1]}
    every, none = (partial(simulate, system, END, Setup(batch), kept=kept) for kept in (None, ()))
    places = iter(range(1_000_000))

    def ensemble():
        out = folder / f"ensemble_{next(places)}"
        command("-m", "model", "ensemble", SCENARIO, "--members", str(MEMBERS), "--no-figures", "-o", str(out))()

    functions = {
        "C": (partial(limit, *told), 1),
        "ensemble": (ensemble, 1),
        "part": (partial(limit, *part), 4),
        "all": (every, 4),
        "none": (none, 4),
    }
    seconds = each(functions, rounds)
    row("a member, all outputs / the C limit", seconds, "all", "part", 3, 2)
    row("a member, stocks alone / the C limit", seconds, "none", "part", 3, 2)
    row("`ensemble` of 4,096, whole / the C limit", seconds, "ensemble", "C", 4, 2.5)
    print(f"the C limit: {1e6 * median(seconds['C']) / MEMBERS:.1f} us a member", flush=True)


def cold(rounds, folder):
    """The command, against its imports."""
    out = str(folder / "run")
    functions = {
        "imports": (command("-c", IMPORTS), 1),
        "bare": (command("-m", "model", "run", SCENARIO, "--no-figures", "-o", out), 1),
        "figures": (command("-m", "model", "run", SCENARIO, "-o", out), 1),
    }
    seconds = each(functions, rounds)
    row("cold `simulate run --no-figures` / imports", seconds, "bare", "imports", 1.4, 0.8)
    row("`simulate run` with figures / imports", seconds, "figures", "imports", 8, 4)


def memory(folder):
    """The largest size of ensembles, in megabytes."""
    sizes = {}
    for count in (10_000, 100_000):
        arguments = [
            "-m",
            "model",
            "ensemble",
            SCENARIO,
            "--members",
            str(count),
            "--no-figures",
            "-o",
            str(folder / str(count)),
        ]
        code = f"import resource, subprocess, sys; subprocess.run([sys.executable, *{arguments!r}], check=True, capture_output=True); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
        sizes[count] = float(command("-c", code)(text=True).stdout)
    few, many = sizes.values()
    told = "aim" if many / few <= 1.05 else "bar" if many / few <= 1.3 else "missed"
    print(
        f"| peak memory of 100,000 members / of 10,000 | {many / few:.2f} | | 1.3 | 1.05 | {told} | {many:.0f} MB | {few:.0f} MB |"
    )


def main(rounds=5):
    cpu = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").open() if "model name" in line), "?")
    print(
        f"{cpu}, {os.cpu_count()} processors, Python {platform.python_version()}, NumPy {np.__version__}, {rounds} rounds"
    )
    print(
        "| | median | least-largest | bar | aim | reached | ms | against, ms |\n|---|---|---|---|---|---|---|---|",
        flush=True,
    )
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ["PYTHONPYCACHEPREFIX"] = str(
            folder / "bytecode"
        )  # kept by every command, as an installed model's is
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        warm(rounds, folder)
        like(rounds, folder)
        members(rounds, folder)
        cold(rounds, folder)
        memory(folder)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
