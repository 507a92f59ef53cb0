"""Kept vectors come back to the byte; whatever is wrong with the file costs time and nothing else."""

import sqlite3
import subprocess
import sys
import threading

import numpy
import pytest

from analysis.read.vector_cache import VectorCache, cache_file

ROWS = numpy.array([[0.25, -1.5, 3e-7], [1, 0, -0.125]], dtype=numpy.float32)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache" / "vectors.sqlite"


@pytest.fixture
def cache(path):
    return VectorCache("recipe", 3, path)


def found(cache, *texts):
    return cache.rows(texts)[1].tolist()


class TestKeeping:
    def test_rows_come_back_to_the_byte_in_the_order_asked(self, cache):
        cache.keep(["mill", "weir"], ROWS)
        rows, known = cache.rows(["weir", "boat", "mill"])
        assert known.tolist() == [True, False, True]
        assert rows[0].tobytes() == ROWS[1].tobytes() and rows[2].tobytes() == ROWS[0].tobytes()
        assert not rows[1].any()

    def test_another_recipe_knows_nothing_of_them(self, cache, path):
        cache.keep(["mill"], ROWS[:1])
        assert found(VectorCache("other", 3, path), "mill") == [False]

    def test_a_row_kept_again_is_replaced(self, cache):
        cache.keep(["mill"], ROWS[:1])
        cache.keep(["mill"], ROWS[1:])
        assert cache.rows(["mill"])[0].tobytes() == ROWS[1].tobytes()

    def test_more_texts_than_one_question_takes(self, cache):
        texts = [f"mill {i}" for i in range(1203)]
        cache.keep(texts, numpy.arange(3609).reshape(1203, 3))
        rows, known = cache.rows(texts)
        assert known.all() and rows[1202].tolist() == [3606, 3607, 3608]

    def test_half_of_a_pair_of_code_units_is_a_text_too(self, cache):
        cache.keep(["\ud800"], ROWS[:1])
        assert found(cache, "\ud800", "\ud801") == [True, False]

    def test_no_texts_are_no_trouble(self, cache):
        cache.keep([], ROWS[:0])
        assert cache.rows([])[0].shape == (0, 3)

    def test_asking_makes_no_file(self, cache, path):
        assert found(cache, "mill") == [False]
        assert not path.exists()

    def test_the_folder_is_that_of_the_variable(self, monkeypatch, tmp_path):
        monkeypatch.setenv("CROSSREAD_CACHE", str(tmp_path))
        assert cache_file() == tmp_path / "vectors.sqlite"
        monkeypatch.setenv("CROSSREAD_CACHE", "")
        assert cache_file().parts[-3:] == ("build", "cache", "vectors.sqlite")


class TestDamage:
    def test_a_file_that_is_no_database_is_put_aside_and_begun_anew(self, cache, path):
        path.parent.mkdir()
        path.write_bytes(b"sand" * 500)
        assert found(cache, "mill") == [False]
        assert path.with_name("vectors.sqlite.damaged").read_bytes() == b"sand" * 500
        cache.keep(["mill"], ROWS[:1])
        assert found(cache, "mill") == [True]

    def test_a_file_that_was_cut_off_is_begun_anew(self, cache, path):
        cache.keep([f"mill {i}" for i in range(500)], numpy.ones((500, 3)))
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
        cache.rows([f"mill {i}" for i in range(500)])
        cache.keep(["weir"], ROWS[:1])  # at the latest this finds the damage
        cache.keep(["weir"], ROWS[:1])
        assert cache.rows(["weir"])[0].tobytes() == ROWS[0].tobytes()

    def test_an_empty_file_is_filled(self, cache, path):
        path.parent.mkdir()
        path.touch()
        cache.keep(["mill"], ROWS[:1])
        assert found(cache, "mill") == [True]

    def test_a_row_with_a_wrong_checksum_is_not_there(self, cache, path):
        cache.keep(["mill", "weir"], ROWS)
        damaged = path.read_bytes().replace(ROWS[0].tobytes(), ROWS[0].tobytes()[::-1])
        path.write_bytes(damaged)
        assert found(cache, "mill", "weir") == [False, True]

    def test_a_row_of_another_length_is_not_there(self, cache, path):
        VectorCache("recipe", 2, path).keep(["mill"], ROWS[:1, :2])
        assert found(cache, "mill") == [False]

    def test_a_table_of_another_form_costs_only_time(self, cache, path):
        path.parent.mkdir()
        with sqlite3.connect(path) as database:
            database.execute("CREATE TABLE vectors (name TEXT)")
        database.close()
        cache.keep(["mill"], ROWS[:1])
        assert found(cache, "mill") == [False]

    def test_a_file_in_the_place_of_the_folder_costs_only_time(self, cache, path):
        path.parent.write_text("in the way")
        cache.keep(["mill"], ROWS[:1])
        assert found(cache, "mill") == [False]

    def test_a_folder_in_the_place_of_the_file_costs_only_time(self, cache, path):
        path.mkdir(parents=True)
        cache.keep(["mill"], ROWS[:1])
        assert found(cache, "mill") == [False]

    def test_a_process_that_dies_in_the_middle_of_a_write_loses_that_write_alone(self, cache, path):
        cache.keep(["mill"], ROWS[:1])
        code = (
            "import os, sqlite3, sys\n"
            "database = sqlite3.connect(sys.argv[1])\n"
            "database.execute('PRAGMA cache_size = 1')\n"  # so that pages reach the file before the end
            "rows = [(os.urandom(32), bytes(4000)) for _ in range(200)]\n"
            "database.executemany('INSERT INTO vectors VALUES (?, ?)', rows)\n"
            "os._exit(1)\n"
        )
        assert subprocess.run([sys.executable, "-c", code, str(path)]).returncode == 1
        assert path.with_name("vectors.sqlite-journal").exists()
        assert found(cache, "mill") == [True]
        with sqlite3.connect(path) as database:
            assert database.execute("SELECT count(*) FROM vectors").fetchone() == (1,)
        database.close()


class TestSeveralAtOnce:
    def test_two_writers_lose_nothing(self, path):
        def write(name):
            own = VectorCache("recipe", 3, path)
            for i in range(20):
                own.keep([f"{name} {i}"], ROWS[:1])

        threads = [threading.Thread(target=write, args=(name,)) for name in ("mill", "weir")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        texts = [f"{name} {i}" for name in ("mill", "weir") for i in range(20)]
        assert VectorCache("recipe", 3, path).rows(texts)[1].all()

    def test_while_another_writes_the_kept_rows_are_read(self, cache, path):
        cache.keep(["mill"], ROWS[:1])
        other = sqlite3.connect(path)
        other.execute("BEGIN IMMEDIATE")
        assert found(cache, "mill") == [True]
        other.rollback()
        other.close()
