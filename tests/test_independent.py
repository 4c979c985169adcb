"""The whole model under another integrator: SciPy's adaptive eighth-order method, year by year."""

import numpy as np
from scipy.integrate import solve_ivp

from model.engine.given import Setup
from model.engine.kernel import Kernel
from model.engine.run import simulate


def test_baseline_agrees_with_scipy(shipped, region):
    scenario, kernel = shipped["fast-build"], Kernel(region)
    own = simulate(region, scenario.end, Setup(inputs=scenario.levers, step=1 / 128), kernel=kernel)
    constants = [float(np.ravel(own.constants[name])[0]) for name in kernel.constants]
    state = [float(own.ends[name][0, 0]) for name in kernel.stocks]
    smooth = np.array([not str(name).startswith(("programme_works", "programme_count")) for name in kernel.stocks])
    assert 0 < (~smooth).sum() < smooth.size / 2
    for position, year in enumerate(own.years[1:], start=1):
        inputs = [scenario.levers[name][int(year)] for name in kernel.inputs]
        solved = solve_ivp(
            lambda _, y, inputs=inputs: kernel.of_floats["step"](y.tolist(), constants, inputs)[1],
            (0, 1),
            state,
            method="DOP853",
            rtol=1e-10,
            atol=1e-10,
            max_step=1 / 64,  # so that no kink of dispatch is stepped over
        )
        assert solved.success
        state = solved.y[:, -1]
        mine = np.array([own.ends[name][position, 0] for name in kernel.stocks])
        np.testing.assert_allclose(mine[smooth], state[smooth], rtol=1e-7, atol=1e-7)
        # works and numbers end by a root, of infinite slope there: no step meets that end to the same order
        np.testing.assert_allclose(mine[~smooth], state[~smooth], rtol=2e-6)
