"""Tests in a real browser, run by `make e2e` alone: JupyterLab and the report as a reader meets them, offline."""
