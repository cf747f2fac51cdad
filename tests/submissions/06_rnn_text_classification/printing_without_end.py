# Prints 100 MB in one cell: the kernel is stopped there, and what was reported before it counts.
#
# start from: _quick
# expect: accuracy_test 0
# expect: curves_test 0
# expect: save_load_test 0
# status: partly graded
# says: printed without end

# %% training
for _ in range(1000):
    print("=" * 100_000)
