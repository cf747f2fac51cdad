# Prints 100 MB in the cell that should train: what does without its model counts.
#
# start from: _quick
# expect: accuracy_test 0
# expect: curves_test 0.6667
# expect: save_load_test 0
# status: partly graded
# says: printed without end

# %% training
for _ in range(1000):
    print("=" * 100_000)
