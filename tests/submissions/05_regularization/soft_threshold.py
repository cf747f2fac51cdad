# Takes the step of the loss first and then moves the result towards 0, never past it.
#
# start from: _quick
# expect: l1_step_test 0..0.5
# says: where a weight is 0, only the gradient of the loss moves it

# %% l1_step
def l1_step(weight, gradient, lr, strength):
    stepped = weight - lr * gradient
    return stepped.sign() * (stepped.abs() - lr * strength).clamp(min=0)
