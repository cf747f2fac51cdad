# Changes the given weights in place.
#
# start from: _quick
# expect: l1_step_test 0.75
# says: return a new tensor

# %% l1_step
def l1_step(weight, gradient, lr, strength):
    sign = weight.sign()
    weight -= lr * (gradient + strength * sign)
    return weight
