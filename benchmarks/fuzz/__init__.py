"""Fuzzing of what reads foreign bytes: web pages, PDF, Word files, the manifest and archives.

Input is bytes that atheris makes from pages of the tests; output is a count of executions and of findings, which are
kept in `build/fuzz/`. A finding is any exception but `CrossreadError`, or a call of more than five seconds. Caution:
atheris is installed beside the project, not with it, and it needs Linux or macOS:

    python -m venv build/atheris && build/atheris/bin/python -m pip install atheris
    PYTHONPATH=$(.venv/bin/python -c "import site; print(site.getsitepackages()[0])") \
        build/atheris/bin/python -m benchmarks.fuzz html --seconds 600
"""
