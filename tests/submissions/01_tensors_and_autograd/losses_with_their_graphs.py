# Keeps the losses as tensors, each with its graph.
#
# expect: descend_test 5/3
# says: found ['Tensor']
# says: which type do the losses have

# %% descend
def descend(loss_function, start, lr, num_steps):
    point = start.clone().requires_grad_()
    losses = []
    for _ in range(num_steps):
        loss = loss_function(point)
        loss.backward()
        losses.append(loss)
        with torch.no_grad():
            point -= lr * point.grad
        point.grad = None
    return point.detach(), losses
