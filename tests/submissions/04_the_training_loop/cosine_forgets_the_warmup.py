# Starts the cosine at step 0 instead of at the end of the warm-up.
#
# start from: _quick
# expect: warmup_cosine_test 1.5
# says: from the end of the warm-up

# %% warmup_cosine
def warmup_cosine(step, warmup_steps, total_steps):
    if step < warmup_steps:
        return (step + 1) / warmup_steps
    if step >= total_steps:
        return 0.0
    return 0.5 * (1 + math.cos(math.pi * step / total_steps))
