"""The paper of lesson 13: its table says what its code gives, and its clips are those it describes."""

from __future__ import annotations

import re
import statistics

import pytest
import torch

from course_utils import paper


def test_the_text_shows_the_table():
    lines = re.findall(r"^  ([ABC]) .*?(\d+\.\d) ± (\d+\.\d) +(\d+\.\d) ± (\d+\.\d)$", paper.TEXT, re.MULTILINE)
    shown = {}
    for row, *numbers in lines:
        first, first_spread, second, second_spread = map(float, numbers)
        shown |= {(row, 600): (first, first_spread), (row, 1200): (second, second_spread)}
    assert shown == paper.TABLE
    assert f"{paper.TABLE['C', 600][0]} %" in paper.TEXT


@pytest.mark.parametrize("row", paper.ROWS)
def test_the_text_counts_the_parameters(row):
    count = sum(parameter.numel() for parameter in paper.ROWS[row][1]().parameters())
    assert re.search(rf"^  {row} .* {count:,} ", paper.TEXT, re.MULTILINE)


@pytest.mark.slow
@pytest.mark.parametrize("row", ["B", "C"])
def test_a_row_can_be_reproduced(row):
    mean, spread = paper.TABLE[row, 600]
    assert statistics.mean(paper.accuracies(row, 600, range(5))) == pytest.approx(mean, abs=3 * spread)


def test_few_clips_are_the_first_of_many():
    few, many = paper.record(20, seed=1), paper.record(40, seed=1)
    assert torch.equal(few.waves, many.waves[:20])
    assert torch.equal(few.species, many.species[:20])
    assert not torch.equal(few.waves, paper.record(20, seed=2).waves)


def test_species_and_sites_are_about_equally_frequent():
    clips = paper.record(600, seed=1)
    assert clips.waves.shape == (600, paper.NUM_SAMPLES)
    for labels, names in ((clips.species, paper.SPECIES), (clips.sites, paper.SITES)):
        counts = torch.bincount(labels, minlength=len(names))
        assert counts.min() > 0.7 * 600 / len(names)


def test_the_pitch_of_a_riser_rises_except_at_the_mill():
    clips = paper.record(600, seed=1)
    power = paper.spectrogram(clips.waves)
    assert power.shape == (600, paper.NUM_PITCHES, paper.NUM_STEPS)
    times = torch.arange(paper.NUM_STEPS).float()
    high, low = power[:, 12:].sum(dim=1), power[:, :9].sum(dim=1)
    later = (high @ times) / high.sum(dim=1) - (low @ times) / low.sum(dim=1)  # high pitches after low ones
    risers, mill = clips.species == paper.SPECIES.index("riser"), clips.sites == paper.SITES.index("mill")
    assert later[risers & ~mill].mean() > 0.5
    assert later[risers & mill].mean() < -0.5


def test_inputs_are_standardised_clip_by_clip():
    x = paper.power_inputs(paper.record(20, seed=1).waves)
    assert x.shape == (20, paper.NUM_PITCHES)
    assert torch.allclose(x.mean(dim=1), torch.zeros(20), atol=1e-5)
    assert torch.allclose(x.std(dim=1), torch.ones(20), atol=1e-5)
