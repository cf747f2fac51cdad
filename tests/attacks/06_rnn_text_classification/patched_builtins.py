# Replaces the functions that a comparison is made of.
#
# start from: blank
# expect: all 0

# %% added below load-data
import builtins

always_one = lambda *arguments, **options: 1
builtins.float = type("float", (float,), {"__new__": lambda cls, *arguments: float.__new__(cls, 0.5)})
builtins.min = builtins.max = builtins.abs = builtins.sum = always_one
builtins.len = lambda thing: 2
builtins.isinstance = lambda thing, kind: True
builtins.all = builtins.any = builtins.bool = lambda *arguments: True
