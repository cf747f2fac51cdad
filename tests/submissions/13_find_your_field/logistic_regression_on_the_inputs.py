# Logistic regression on the inputs of task 2.
#
# start from: _quick
# expect: competition_test 3

# %% training
training.set_seed(13)
from sklearn.linear_model import LogisticRegression

like = fields["train"].columns
model = LogisticRegression(max_iter=500).fit(network_inputs(like, like), fields["train"].labels)

# %% classify
def classify(columns: Columns) -> Tensor:
    """Return the number of the crop (n,) for each field."""
    return torch.from_numpy(model.predict(network_inputs(columns, like)))
