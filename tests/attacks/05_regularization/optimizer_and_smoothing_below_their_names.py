# Takes PyTorch's step of AdamW from a function below the public ones, and gives a forbidden argument without its name.
#
# start from: blank
# expect: all 0

# %% adamw_step
def adamw_step(weight, gradient, mean, square, t, lr, weight_decay):
    given = [[tensor.clone()] for tensor in (weight, gradient, mean, square)]
    torch._fused_adamw_(
        *given, [], [torch.tensor(float(t))], lr=lr, beta1=0.9, beta2=0.999,
        weight_decay=weight_decay, eps=1e-8, amsgrad=False, maximize=False,
    )
    return given[0][0], given[2][0], given[3][0]

# %% smoothing
def smoothed_cross_entropy(logits, labels, smoothing):
    return F.cross_entropy(logits, labels, None, None, -100, None, "mean", smoothing)
