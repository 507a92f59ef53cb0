"""What pytest leaves out: the training code where PyTorch, which only training needs, is not installed."""

import importlib.util

NEEDS_TORCH = ("network.py", "export.py", "train_transformer.py", "export_encoder.py")
collect_ignore = [] if importlib.util.find_spec("torch") else [f"analysis/models/{name}" for name in NEEDS_TORCH]
