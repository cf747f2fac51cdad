# Imports torch.func's grad.
#
# expect: two_layer_gradients_test 0
# says: which this task asks you to do without

# %% two_layer_gradients
from torch.func import grad


def two_layer_gradients(x, y, w1, b1, w2, b2):
    def loss(parameters):
        hidden = (x @ parameters["w1"] + parameters["b1"]).relu()
        return (hidden @ parameters["w2"] + parameters["b2"] - y).square().mean()

    return grad(loss)({"w1": w1, "b1": b1, "w2": w2, "b2": b2})
