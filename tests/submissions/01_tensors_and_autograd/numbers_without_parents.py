# Computes the numbers and records nothing.
#
# expect: value_test 0

# %% value
class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad = data, 0.0
        self.parents = parents

    def __add__(self, other):
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)])

    def __sub__(self, other):
        return Value(self.data - other.data, [])

    def __mul__(self, other):
        return Value(self.data * other.data, [])

    def __truediv__(self, other):
        return Value(self.data / other.data, [])

    def tanh(self):
        t = math.tanh(self.data)
        return Value(t, [])

    def relu(self):
        return Value(max(self.data, 0.0), [])
