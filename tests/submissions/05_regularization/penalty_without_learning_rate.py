# Multiplies the gradient of the loss with the learning rate, and not the penalty's.
#
# start from: _quick
# expect: l1_step_test 0
# says: the learning rate applies to all of it

# %% l1_step
def l1_step(weight, gradient, lr, strength):
    return weight - lr * gradient - strength * weight.sign()
