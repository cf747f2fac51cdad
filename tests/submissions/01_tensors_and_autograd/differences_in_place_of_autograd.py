# Measures the gradient of the loss by central differences.
#
# expect: descend_test 5/3

# %% descend
def descend(loss_function, start, lr, num_steps):
    point, losses, h = start.clone(), [], 1e-2
    for _ in range(num_steps):
        losses.append(loss_function(point).item())
        gradient = torch.zeros_like(point)
        for i in range(point.numel()):
            step = torch.zeros_like(point)
            step.view(-1)[i] = h
            gradient.view(-1)[i] = (loss_function(point + step) - loss_function(point - step)) / (2 * h)
        point = point - lr * gradient
    return point, losses
