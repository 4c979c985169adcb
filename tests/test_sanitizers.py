"""The machine in C under the sanitizers of addresses and of undefined behaviour: scenarios, batches, faults and odd numbers."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from model.engine import compiled

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "model" / "engine" / "compiled" / "machine.c"
FLAGS = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer", "-g", "-O1"]
LIBRARIES = ("libasan.so", "libubsan.so")

INSTALL = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("model.engine.compiled._machine", {library!r})
machine = importlib.util.module_from_spec(spec)
spec.loader.exec_module(machine)
sys.modules["model.engine.compiled._machine"] = machine
import model.engine.compiled
model.engine.compiled._machine = machine
"""

RUNS = """
import numpy as np
from model.engine import compiled
from model.engine.errors import RunError
from model.engine.given import Setup
from model.engine.run import simulate
from model.results.run import integrate, load_scenario
from model.scenario.shipped import shipped
from model.sectors import load

assert compiled._machine is machine
for name in shipped():
    scenario = load_scenario(name)
    system = load(scenario.base)
    for method, step in (("rk4", 0.25), ("euler", 0.125)):
        integrate(scenario, system, method=method, step=step, engine="compiled")
system, random = load(), np.random.default_rng(1)
names = [name for name in system.kernel.parameters if system.figures[name] > 0][:40]
for members in (1, 7, 8, 9, 17, 33, 64, 65):
    own = {name: system.figures[name] * random.uniform(0.999, 1.001, members) for name in names}
    rain = {2021: random.uniform(100, 400, members), 2023: 250.0}
    for kept in (None, [], system.kernel.values[:3]):
        simulate(
            system, 2023, Setup(own, {"rain": rain}, {system.kernel.stocks[0]: {2022: np.full(members, 1e-6)}}),
            kept=kept, engine="compiled",
        )
for value in (np.nan, np.inf, -np.inf, 1e300, -1e300, 5e-324, 0.0, -0.0):
    for name in system.kernel.parameters[::80]:
        for members in (1, 9):
            wrong = np.full(members, system.figures[name])
            wrong[-1] = value
            try:
                simulate(system, 2021, Setup({name: wrong}), engine="compiled")
            except (RunError, ZeroDivisionError, OverflowError):
                pass
print("done")
"""

ELEMENTARY = """
#include <stdio.h>
#include "elementary.h"
int main(void) {
    const double odd[] = {0.0, -0.0, 1.0, -1.0, 0.5, 700.0, -700.0, 1e308, -1e308, 5e-324, 2.2250738585072014e-308, INFINITY, -INFINITY, NAN};
    const int count = sizeof odd / sizeof *odd;
    double sum = 0.0;
    for (int i = 0; i < count; i += 1) {
        sum += exp_of(odd[i]) + log_of(odd[i]); /* computed of every member, and replaced where out of reach */
        for (int j = 0; j < count; j += 1) sum += power_of(odd[i], odd[j]) * reached_by_power(odd[i], odd[j]);
    }
    printf("done %d\\n", sum == sum);
    return 0;
}
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux" or not shutil.which("gcc"), reason="sanitizers of gcc on Linux"),
]


def preloaded():
    """The runtimes of the sanitizers, which must be loaded before Python."""
    found = [
        subprocess.run(["gcc", f"-print-file-name={name}"], capture_output=True, text=True).stdout.strip()
        for name in LIBRARIES
    ]
    if not all(os.path.isabs(path) for path in found):
        pytest.skip("gcc has no sanitizers here")
    return " ".join(found)


def run(command, **more):
    # Python keeps what it allocates until it ends, and asks for more than there is to see whether there is
    options = {"ASAN_OPTIONS": "detect_leaks=0:allocator_may_return_null=1", "UBSAN_OPTIONS": "print_stacktrace=1"}
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | options | more, cwd=ROOT)


@pytest.mark.skipif(not compiled.available(), reason="there was no C compiler")
def test_no_run_reads_or_writes_out_of_place(tmp_path):
    library = tmp_path / "_machine.abi3.so"
    include = sysconfig.get_path("include")
    build = [
        "gcc",
        "-shared",
        "-fPIC",
        *FLAGS,
        "-ffp-contract=off",
        f"-I{include}",
        str(SOURCE),
        "-o",
        str(library),
        "-lm",
    ]
    subprocess.run(build, check=True)
    code = INSTALL.format(library=str(library)) + RUNS
    done = run([sys.executable, "-c", code], LD_PRELOAD=preloaded(), PYTHONMALLOC="malloc", PYTHONPATH=str(ROOT))
    assert done.returncode == 0 and done.stdout.endswith("done\n"), done.stderr[-4000:]
    assert "runtime error" not in done.stderr and "Sanitizer" not in done.stderr


def test_no_elementary_function_is_undefined_of_any_number(tmp_path):
    (tmp_path / "odd.c").write_text(ELEMENTARY)
    program = str(tmp_path / "odd")
    build = ["gcc", *FLAGS, f"-I{SOURCE.parent}", str(tmp_path / "odd.c"), "-o", program, "-lm"]
    subprocess.run(build, check=True)
    done = run([program])
    assert done.returncode == 0 and done.stdout.startswith("done"), done.stderr[-4000:]
