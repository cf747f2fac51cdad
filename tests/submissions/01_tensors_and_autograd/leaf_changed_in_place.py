# Changes a leaf that requires a gradient in place, outside no_grad.
#
# expect: descend_test 0
# says: a leaf Variable that requires grad is being used in an in-place operation

# %% descend
def descend(loss_function, start, lr, num_steps):
    point, losses = start.clone().requires_grad_(), []
    for _ in range(num_steps):
        loss = loss_function(point)
        losses.append(loss.item())
        loss.backward()
        point -= lr * point.grad
        point.grad = None
    return point.detach(), losses
