# Has the penalty's sign wrong: weights grow.
#
# start from: _quick
# expect: l1_step_test 0
# says: first write down the gradient of loss and penalty together

# %% l1_step
def l1_step(weight, gradient, lr, strength):
    return weight - lr * (gradient - strength * weight.sign())
