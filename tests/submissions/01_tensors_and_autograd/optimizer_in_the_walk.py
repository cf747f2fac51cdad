# Lets torch.optim take the steps.
#
# expect: descend_test 0
# says: torch.optim

# %% descend
def descend(loss_function, start, lr, num_steps):
    point, losses = start.clone().requires_grad_(), []
    optimizer = torch.optim.SGD([point], lr=lr)
    for _ in range(num_steps):
        loss = loss_function(point)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return point.detach(), losses
