# Adds the step instead of subtracting it.
#
# expect: descend_test 0
# says: downhill is against the gradient

# %% descend
def descend(loss_function, start, lr, num_steps):
    point = start.clone().requires_grad_()
    losses = []
    for _ in range(num_steps):
        loss = loss_function(point)
        loss.backward()
        losses.append(loss.item())
        with torch.no_grad():
            point += lr * point.grad
        point.grad = None
    return point.detach(), losses
