"""Draws of a normal distribution within ranges."""

import numpy as np
import pytest

from model.analysis.uncertainty.within import within

WIDE = np.full(2, 50.0)


def shares(members=20000, seed=1):
    return np.random.default_rng(seed).random((2, members))


def test_far_from_the_ranges_it_is_the_normal_distribution():
    covariance = np.array([[1.0, 0.6], [0.6, 2.0]])
    found = np.array(within(shares(), np.array([1.0, -2.0]), np.linalg.cholesky(covariance), -WIDE, WIDE))
    assert found.mean(axis=1) == pytest.approx([1.0, -2.0], abs=0.05)
    assert np.cov(found) == pytest.approx(covariance, abs=0.08)


def test_what_lies_beyond_a_range_is_spread_inside_it():
    (found, _) = within(shares(), np.zeros(2), np.eye(2), np.zeros(2), WIDE)
    assert found.min() >= 0 and np.mean(found < 1e-3) < 0.002
    assert found.mean() == pytest.approx(np.sqrt(2 / np.pi), abs=0.02)  # of half a normal distribution


def test_a_member_is_the_same_among_others():
    drawn = shares(8)
    args = np.zeros(2), np.linalg.cholesky(np.array([[1.0, 0.5], [0.5, 1.0]])), -np.ones(2), np.ones(2)
    alone = [within(drawn[:, [member]], *args) for member in range(8)]
    assert np.array_equal(np.array(within(drawn, *args)), np.hstack(alone))
