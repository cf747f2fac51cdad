# Computes the gradient once, before the loop.
#
# expect: descend_test 2/3
# says: at the point where you are now

# %% descend
def descend(loss_function, start, lr, num_steps):
    first = start.clone().requires_grad_()
    loss_function(first).backward()
    point, losses = start.clone(), []
    for _ in range(num_steps):
        losses.append(loss_function(point).item())
        point -= lr * first.grad
    return point, losses
