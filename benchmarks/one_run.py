"""One run of a model: ours, and the same one of like size on our engine and on PySD (in the extra ``check``)."""

import sys
import tempfile
from functools import partial
from pathlib import Path
from types import ModuleType

import like_size
import numpy as np
from timing import alternate, ratio, show

sys.path.insert(0, str(Path(__file__).parents[1]))

from model.engine.build import build  # noqa: E402
from model.engine.given import Setup  # noqa: E402
from model.engine.kernel import Kernel  # noqa: E402
from model.engine.run import simulate  # noqa: E402
from model.sectors import load  # noqa: E402

AIM = 20


def in_pysd(end, folder):
    """The model of like size in PySD, read and translated."""
    import pysd

    path = Path(folder) / f"like_size_{end}.mdl"
    path.write_text(like_size.vensim(end), encoding="utf-8")
    return pysd.read_vensim(str(path))


def in_ours():
    """The model of like size in our engine."""
    module = ModuleType("like_size")
    exec(like_size.declarations(), vars(module))  # noqa: S102  (our own text)
    return build([module], like_size.figures())


def agree(theirs, ours):
    """Whether both give the same stocks at year ends, to the rounding of sums taken in another order."""
    for i in range(like_size.STOCKS):
        name = f"level_{i}"
        assert np.allclose(theirs[name], ours.ends[name][:, 0], rtol=1e-12, atol=0), name


def runs(system):
    """A function of end and method that runs the system, its kernel built."""
    kernel = Kernel(system)
    return lambda end, method: simulate(system, end, Setup(method=method, step=like_size.STEP), kernel=kernel)


def main(rounds=15):
    like, region = in_ours(), load()
    run_like, run_region = runs(like), runs(region)
    for label, system in (("like size", like), ("region", region)):
        kernel = Kernel(system)
        print(f"{label}: {len(kernel.stocks)} stocks, {len(kernel.values)} flows and auxiliaries, by element")
    with tempfile.TemporaryDirectory() as folder:
        for end in (2025, 2035):
            theirs = in_pysd(end, folder)
            agree(theirs.run(), run_like(end, "euler"))
            print(f"\n2020-{end}, step {like_size.STEP} year")
            seconds = alternate(
                {
                    "PySD euler, like size": theirs.run,
                    "ours euler, like size": partial(run_like, end, "euler"),
                    "ours rk4, like size": partial(run_like, end, "rk4"),
                    "ours euler, region": partial(run_region, end, "euler"),
                    "ours rk4, region": partial(run_region, end, "rk4"),
                },
                rounds,
            )
            show(seconds)
            slow, *others = seconds
            found = [ratio(seconds, slow, fast) for fast in others]
            print(f"aim, same model and method: at least {AIM}: {'reached' if found[0] >= AIM else 'missed'}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
