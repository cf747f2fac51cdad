# Adds the penalty's gradient to the given gradient itself.
#
# start from: _quick
# expect: l1_step_test 3/4

# %% l1_step
def l1_step(weight, gradient, lr, strength):
    gradient += strength * weight.sign()
    return weight - lr * gradient
