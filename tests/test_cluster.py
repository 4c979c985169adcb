"""Ensembles on a Dask cluster: the same bits on any number of workers, one killed midway included, and what can be wrong."""

import os
import signal
import threading
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

from model.analysis.uncertainty import cluster
from model.cli import main
from model.folder.ensemble import store as folders

BASELINE = Path(__file__).parents[1] / "scenarios" / "baseline.yaml"
MEMBERS = 3 * 1024


def command(folder, *options, members=MEMBERS):
    return main(["ensemble", str(BASELINE), "--members", str(members), "--no-figures", "-o", str(folder), *options])


@pytest.mark.slow
def test_a_worker_may_be_killed_and_the_bits_are_those_of_one_machine(tmp_path, monkeypatch):
    from distributed import LocalCluster

    assert command(tmp_path / "alone") == 0
    monkeypatch.setattr(cluster, "PORTION", 1)
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as workers:
        killed = []

        def kill_one(*arguments):
            victim = next(iter(workers.workers.values()))
            os.kill(victim.pid, signal.SIGKILL)
            killed.append(victim.pid)

        fill = folders._fill

        def fill_and_kill(store, members, progress, run):
            def after_the_first(done, total, seconds):
                if not killed:
                    kill_one()

            fill(store, members, after_the_first, run)

        monkeypatch.setattr(folders, "_fill", fill_and_kill)
        assert command(tmp_path / "spread", "--scheduler", workers.scheduler_address) == 0
    assert killed
    alone, spread = (
        xr.open_zarr(tmp_path / name / "ensemble.zarr", consolidated=False) for name in ("alone", "spread")
    )
    for name, values in alone.data_vars.items():
        np.testing.assert_array_equal(spread[name].values, values.values)


def test_a_scheduler_that_is_not_there_is_told_in_one_line(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    assert command(tmp_path / "out", "--scheduler", "tcp://127.0.0.1:9", members=1) == 2
    told = capsys.readouterr().err.strip()
    assert told.startswith("error: --scheduler: found no scheduler at tcp://127.0.0.1:9") and "\n" not in told
    assert not (tmp_path / "out").exists()


def test_an_address_that_is_none_is_told_in_one_line(tmp_path, capsys):
    assert command(tmp_path / "out", "--scheduler", "nowhere://", members=1) == 2
    assert capsys.readouterr().err.startswith("error: --scheduler: found no scheduler at nowhere://")
    assert not (tmp_path / "out").exists()


def test_a_worker_with_another_model_is_refused(monkeypatch):
    from distributed import LocalCluster

    with LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as workers:
        monkeypatch.setattr(cluster, "fingerprint", threading.get_ident)  # a worker has a thread of its own
        with pytest.raises(cluster.InputError, match="another model, or another engine, on the worker"):
            cluster.Cluster(workers.scheduler_address)
