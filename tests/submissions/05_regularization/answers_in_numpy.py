# Computes in NumPy and answers with an array of small integers.

# %% predict
def predict_digits(images):
    inputs = torch.tensor(images).view(-1, 8, 8) / 16
    with torch.inference_mode():
        votes = np.stack([network(inputs).softmax(dim=1).numpy() for network in networks])
    return votes.mean(axis=0).argmax(axis=1).astype(np.int32)

# %% l1_step
def l1_step(weight, gradient, lr, strength):
    moved = weight.numpy() - lr * (gradient.numpy() + strength * np.sign(weight.numpy()))
    return torch.from_numpy(moved)
