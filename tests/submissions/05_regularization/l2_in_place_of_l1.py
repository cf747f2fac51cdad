# Takes the gradient of an L2 penalty: large weights are pulled more than small ones.
#
# start from: _quick
# expect: l1_step_test 0
# says: Does it depend on the size of w?

# %% l1_step
def l1_step(weight, gradient, lr, strength):
    return weight - lr * (gradient + strength * weight)
