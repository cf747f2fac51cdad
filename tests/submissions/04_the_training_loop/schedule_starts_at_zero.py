# The warm-up is off by one: its first step has the rate 0.
#
# start from: _quick
# expect: warmup_cosine_test 9/4
# says: already moves the weights a little

# %% warmup_cosine
def warmup_cosine(step, warmup_steps, total_steps):
    if step < warmup_steps:
        return step / warmup_steps
    if step >= total_steps:
        return 0.0
    return 0.5 * (1 + math.cos(math.pi * (step - warmup_steps) / (total_steps - warmup_steps)))
