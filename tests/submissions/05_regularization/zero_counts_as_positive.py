# Pulls weights that are exactly 0 as if they were positive.
#
# start from: _quick
# expect: l1_step_test 0.75
# says: where a weight is 0, only the gradient of the loss moves it

# %% l1_step
def l1_step(weight, gradient, lr, strength):
    direction = torch.where(weight >= 0, 1.0, -1.0)
    return weight - lr * (gradient + strength * direction)
