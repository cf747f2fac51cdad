# Lets the cosine rise again after the last step.
#
# start from: _quick
# expect: warmup_cosine_test 9/4
# says: a cosine comes up again

# %% warmup_cosine
def warmup_cosine(step, warmup_steps, total_steps):
    if step < warmup_steps:
        return (step + 1) / warmup_steps
    return 0.5 * (1 + math.cos(math.pi * (step - warmup_steps) / (total_steps - warmup_steps)))
