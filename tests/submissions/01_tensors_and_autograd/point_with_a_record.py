# Returns the point as autograd's leaf.
#
# expect: descend_test 5/3
# says: Does the point still require a gradient

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
        point.grad = None
    return point, losses
