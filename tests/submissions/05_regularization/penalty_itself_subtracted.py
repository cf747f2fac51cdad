# Subtracts the value of the penalty instead of its gradient.
#
# start from: _quick
# expect: l1_step_test 0
# says: what is the slope of |w|?

# %% l1_step
def l1_step(weight, gradient, lr, strength):
    return weight - lr * (gradient + strength * weight.abs().sum())
