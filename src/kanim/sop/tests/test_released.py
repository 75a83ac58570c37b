"""A released version can never change."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kanim.sop import catalog as catalogs
from kanim.sop import released


@pytest.fixture
def catalog(tmp_path):
    shutil.copytree(Path(__file__).parent / "catalog", tmp_path / "catalog")
    return catalogs.load(tmp_path / "catalog")


def test_kanims_own_released_versions_are_unchanged():
    catalog = catalogs.load()
    assert released.read_lock(catalog)
    assert released.changes(catalog) == []


def test_release_locks_what_is_new(catalog):
    assert [sop.short for sop in released.release(catalog)] == ["denda", "pinjam"]
    assert released.release(catalog) == []
    assert released.unreleased(catalog) == []
    assert released.changes(catalog) == []


def test_change_is_refused(catalog):
    released.release(catalog)
    changed = replace(catalog.find("pinjam"), digest="other")
    later = replace(catalog, sops=(catalog.find("denda"), changed))
    assert released.changes(later) == [
        "pinjam/2026-01-01 was released and has changed; put it back and add a version"
    ]
    with pytest.raises(released.UnableToRelease, match="has changed"):
        released.release(later)


def test_removal_is_refused(catalog):
    released.release(catalog)
    later = replace(catalog, sops=(catalog.find("denda"),))
    assert released.changes(later) == ["pinjam/2026-01-01 was released and is gone; put it back"]
