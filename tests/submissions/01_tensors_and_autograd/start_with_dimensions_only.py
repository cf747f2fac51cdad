# Takes the start apart, which a single number does not allow.
#
# expect: descend_test 5/3

# %% descend
def descend(loss_function, start, lr, num_steps):
    point, losses = torch.stack([row.clone() for row in start]), []
    for _ in range(num_steps):
        point = point.detach().requires_grad_()
        loss = loss_function(point)
        loss.backward()
        losses.append(loss.item())
        point = point - lr * point.grad
    return point.detach(), losses
