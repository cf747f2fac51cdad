# Has cells of its own: magics, a plot, a helper that an answer uses, a comparison with autograd, and an error.

# %% added above imports
%matplotlib inline
import matplotlib.pyplot as plt

# %% added above log_sum_exp
def largest_along(x, dim):
    return x.amax(dim, keepdim=True)

# %% log_sum_exp
%time largest_along(torch.ones(2, 3), 1)


def log_sum_exp(x, dim):
    return ((x - largest_along(x, dim)).exp().sum(dim, keepdim=True).log() + largest_along(x, dim)).squeeze(dim)

# %% added below two_layer_gradients
x, y = torch.randn(8, 4), torch.randn(8, 3)
weights = [torch.randn(*shape, requires_grad=True) for shape in ((4, 6), (6,), (6, 3), (3,))]
w1, b1, w2, b2 = weights
(((x @ w1 + b1).relu() @ w2 + b2 - y) ** 2).mean().backward()
print([torch.allclose(mine, w.grad, atol=1e-5) for mine, w in zip(two_layer_gradients(x, y, *weights).values(), weights)])

# %% added below fit
x = torch.linspace(0, 1, 200)
plt.plot(x, fit(x, x**3)(x))
plt.show()
!echo done

# %% added below backward
Value(1.0) - 2  # what happens?
