# Adds the loss at the last point.
#
# expect: descend_test 4/3
# says: expected 6 items, found 7

# %% descend
def descend(loss_function, start, lr, num_steps):
    point, losses = start.clone().requires_grad_(), []
    for _ in range(num_steps):
        loss = loss_function(point)
        losses.append(loss.item())
        (slope,) = torch.autograd.grad(loss, point)
        point = (point - lr * slope).detach().requires_grad_()
    losses.append(loss_function(point).item())
    return point.detach(), losses
