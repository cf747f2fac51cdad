# Hands in modules with the names of those that grading imports, and files that IPython reads when it starts.
#
# start from: blank
# expect: all 0

# %% added below load-data
import importlib
import sys

for name in ("torch", "numpy", "course_utils.check", "sitecustomize"):
    print(name, importlib.util.find_spec(name).origin if importlib.util.find_spec(name) else None)

# %% file torch.py
raise SystemExit("not the real torch")

# %% file sitecustomize.py
print("5.0")

# %% file course_utils/check.py
value = raises = accuracy = curves = source = task = normal = integers = print

# %% file course_utils/__init__.py

# %% file .ipython/profile_default/startup/first.py
get_ipython().input_transformers_cleanup.append(lambda lines: ["pass"])

# %% file .ipython/profile_default/ipython_kernel_config.py
c.IPKernelApp.exec_lines = ["import os; os._exit(0)"]

# %% file kernel.json
{"key": "", "ip": "0.0.0.0"}
