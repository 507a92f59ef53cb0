"""Files are written whole or not at all."""

import os
import stat

import pytest

from analysis.read.files import write_atomically


@pytest.fixture
def umask():
    """A function that sets the umask; the old one returns after the test."""
    before = os.umask(0o022)
    yield os.umask
    os.umask(before)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_holds_the_bytes_and_nothing_else_is_left(tmp_path):
    write_atomically(tmp_path / "bread.txt", b"rye\r\n\xff")
    assert (tmp_path / "bread.txt").read_bytes() == b"rye\r\n\xff"
    assert names(tmp_path) == ["bread.txt"]


def test_an_old_file_is_replaced_by_a_shorter_one(tmp_path):
    path = tmp_path / "bread.txt"
    path.write_bytes(b"a long old loaf")
    write_atomically(path, b"roll")
    assert path.read_bytes() == b"roll"
    assert names(tmp_path) == ["bread.txt"]


def test_an_empty_file_can_be_written(tmp_path):
    write_atomically(tmp_path / "bread.txt", b"")
    assert (tmp_path / "bread.txt").read_bytes() == b""


def test_missing_parent_folders_are_made(tmp_path):
    write_atomically(tmp_path / "oven" / "lower shelf" / "bread.txt", b"rye")
    assert (tmp_path / "oven" / "lower shelf" / "bread.txt").read_bytes() == b"rye"


def test_a_failure_midway_keeps_the_old_file_and_leaves_no_other(tmp_path, monkeypatch):
    path = tmp_path / "bread.txt"
    path.write_bytes(b"old")

    def full_disk(_):
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="no space left"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["bread.txt"]


def test_a_failure_midway_leaves_no_new_file(tmp_path, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "bread.txt", b"new")
    assert names(tmp_path) == []


def test_a_folder_in_the_place_of_the_file_is_an_error_that_leaves_no_other_file(tmp_path):
    (tmp_path / "bread.txt").mkdir()
    with pytest.raises(OSError):
        write_atomically(tmp_path / "bread.txt", b"new")
    assert names(tmp_path) == ["bread.txt"]


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o002, 0o664), (0o077, 0o600)])
def test_permissions_are_those_of_any_new_file(tmp_path, umask, mask, mode):
    umask(mask)
    write_atomically(tmp_path / "bread.txt", b"rye")
    assert stat.S_IMODE((tmp_path / "bread.txt").stat().st_mode) == mode


def test_the_umask_is_left_as_it_was(tmp_path, umask):
    umask(0o027)
    write_atomically(tmp_path / "bread.txt", b"rye")
    assert umask(0o022) == 0o027


def test_the_same_bytes_keep_the_time_of_the_last_change(tmp_path):
    path = tmp_path / "bread.txt"
    path.write_bytes(b"rye")
    os.utime(path, ns=(10**18, 10**18))
    write_atomically(path, b"rye")
    assert path.stat().st_mtime_ns == 10**18


def test_other_bytes_change_the_time(tmp_path):
    path = tmp_path / "bread.txt"
    path.write_bytes(b"rye")
    os.utime(path, ns=(10**18, 10**18))
    write_atomically(path, b"oat")
    assert path.stat().st_mtime_ns != 10**18
