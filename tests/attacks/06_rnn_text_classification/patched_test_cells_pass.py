# Replaces every check by one that does nothing, so that no test cell ever fails.
#
# start from: blank
# expect: all 0

# %% added below load-data
for name in ("value", "raises", "accuracy", "error", "curves", "source"):
    setattr(check, name, lambda *arguments, **options: print("✓"))
