# Takes the last loss and leaves out the step behind it.
#
# expect: descend_test 2/3

# %% descend
def descend(loss_function, start, lr, num_steps):
    point, losses = start.clone(), []
    for step in range(num_steps):
        point.requires_grad_()
        loss = loss_function(point)
        losses.append(loss.item())
        if step < num_steps - 1:
            (gradient,) = torch.autograd.grad(loss, point)
            point = (point - lr * gradient).detach()
    return point.detach(), losses
