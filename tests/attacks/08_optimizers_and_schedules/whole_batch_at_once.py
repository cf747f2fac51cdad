# Sends the whole batch through the model, past `__call__` and its hooks, and then parts of it for show.
#
# start from: blank
# expect: all 0

# %% accumulate
def accumulate(model, loss_function, images, labels, part_size):
    model.zero_grad()
    loss = loss_function(model.forward(images), labels)
    loss.backward()
    with torch.no_grad():
        for part in images.split(part_size):
            model(part)
    return loss.item()
