# The warm-up takes one step too many.
#
# start from: _quick
# expect: warmup_cosine_test 9/4
# says: the last step of the warm-up is at the top

# %% warmup_cosine
def warmup_cosine(step, warmup_steps, total_steps):
    if step <= warmup_steps:
        return (step + 1) / (warmup_steps + 1)
    if step >= total_steps:
        return 0.0
    return 0.5 * (1 + math.cos(math.pi * (step - warmup_steps) / (total_steps - warmup_steps)))
