# Divides by the number of warm-up steps in every case.
#
# start from: _quick
# expect: warmup_cosine_test 9/4
# says: the code stopped with ZeroDivisionError

# %% warmup_cosine
def warmup_cosine(step, warmup_steps, total_steps):
    rising = min(1.0, (step + 1) / warmup_steps)
    share = max(0, step - warmup_steps) / (total_steps - warmup_steps)
    return rising * (1 + math.cos(math.pi * min(1, share))) / 2
