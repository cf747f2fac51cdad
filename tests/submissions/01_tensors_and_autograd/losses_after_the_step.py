# Writes down the loss after each step.
#
# expect: descend_test 4/3
# says: the first belongs to start

# %% descend
def descend(loss_function, start, lr, num_steps):
    point, losses = start.clone().requires_grad_(), []
    for _ in range(num_steps):
        point.grad = None
        loss_function(point).backward()
        with torch.no_grad():
            point -= lr * point.grad
            losses.append(loss_function(point).item())
    return point.detach(), losses
