# Returns the operand itself where relu changes nothing.
#
# expect: value_test 5/6

# %% added below value
def _relu(self):
    return self if self.data > 0 else Value(0.0, [(self, 0.0)])


Value.relu = _relu
