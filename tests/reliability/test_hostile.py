"""Hundreds of files that are made to do harm, and thousands that are broken at random: none does."""

import os

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from analysis.reading.reading_process import ReadingProcess
from tests.reading.made import zip_of
from tests.reliability import hostile
from tests.reliability.conftest import SEED
from tests.reliability.hostile.check import endless, outcomes
from tests.reliability.hostile.mutations import SEEDS, mutated

# How many random changes of each format are tried.
CHANGES = int(os.environ.get("PARLEY_CHANGES", "300"))
# Of the processor, for one file: less than in use, so that those that would never end don't take hours.
_SECONDS = 20


@pytest.fixture(scope="module")
def process():
    with ReadingProcess(seconds=_SECONDS) as process:
        yield process


def test_the_corpus_is_large():
    assert len(hostile.FILES) >= 300


@pytest.mark.parametrize("case", hostile.FILES)
def test_a_hostile_file_gives_articles_or_a_sentence(process, tmp_path, case):
    name, make = hostile.FILES[case]
    (tmp_path / "secret").write_text(hostile.CANARY)
    outcomes(process, name, make().replace(b"file:///CANARY", f"file://{tmp_path}/secret".encode()))


@pytest.mark.parametrize("kind", SEEDS)
def test_a_file_with_changed_bytes_gives_articles_or_a_sentence(process, kind):
    name, make = SEEDS[kind]
    data = make()

    @seed(SEED)
    @settings(max_examples=CHANGES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(number=st.integers(0, 2**32))
    def changed(number: int) -> None:
        outcomes(process, name, mutated(data, number))

    changed()


@pytest.mark.parametrize("kind", SEEDS)
def test_bytes_of_a_format_with_any_others_around_them(process, kind):
    name, make = SEEDS[kind]
    data = make()

    @seed(SEED)
    @settings(max_examples=CHANGES // 3, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, len(data)), st.binary(max_size=200), st.integers(0, len(data)))
    def mixed(first: int, between: bytes, last: int) -> None:
        outcomes(process, name, data[:first] + between + data[last:])

    mixed()


def test_a_file_that_breaks_off_again_and_again_is_given_up():
    with ReadingProcess(seconds=1) as process:
        found = list(process.articles("a.zip", zip_of({f"{n}.html": endless() for n in range(5)})))
    assert [one.file for one in found] == ["a.zip/0.html", "a.zip/1.html", "a.zip/2.html", "a.zip"]
    assert "3 times" in found[-1].reason
