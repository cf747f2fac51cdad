# Never resets the gradient, so that each step uses the sum of all.
#
# expect: descend_test 2/3
# says: the gradient of this step alone

# %% descend
def descend(loss_function, start, lr, num_steps):
    point = start.clone().requires_grad_()
    losses = []
    for _ in range(num_steps):
        loss = loss_function(point)
        loss.backward()
        losses.append(loss.item())
        with torch.no_grad():
            point -= lr * point.grad
    return point.detach(), losses
