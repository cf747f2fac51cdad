# Counts the cosine's way to the end from step 0, so that it breaks off above 0.
#
# start from: _quick
# expect: warmup_cosine_test 3/2
# says: what share of the way

# %% warmup_cosine
def warmup_cosine(step, warmup_steps, total_steps):
    if step < warmup_steps:
        return (step + 1) / warmup_steps
    if step >= total_steps:
        return 0.0
    return 0.5 * (1 + math.cos(math.pi * (step - warmup_steps) / total_steps))
