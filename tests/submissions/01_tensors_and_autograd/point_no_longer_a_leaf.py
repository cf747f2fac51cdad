# Makes a new point that is a result, and so gets no gradient in the second step.
#
# expect: descend_test 1/3
# says: at the point where you are now

# %% descend
def descend(loss_function, start, lr, num_steps):
    point, losses = start.clone().requires_grad_(), []
    for _ in range(num_steps):
        loss = loss_function(point)
        losses.append(loss.item())
        loss.backward()
        point = point - lr * point.grad
    return point.detach(), losses
