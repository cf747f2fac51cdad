# Logistic regression, gaps set to the column's mean.
#
# start from: _quick
# expect: competition_test 0

# %% training
training.set_seed(13)


def readings(columns: Columns) -> np.ndarray:
    return np.stack([columns[f"reading_{number}"] for number in range(1, 13)], axis=1)


MEANS = np.nanmean(readings(fields["train"].columns), axis=0)


def simple_inputs(columns: Columns) -> Tensor:
    return torch.from_numpy(np.where(np.isnan(readings(columns)), MEANS, readings(columns))).float()


from sklearn.linear_model import LogisticRegression

model = LogisticRegression(max_iter=500).fit(simple_inputs(fields["train"].columns), fields["train"].labels)

# %% classify
def classify(columns: Columns) -> Tensor:
    """Return the number of the crop (n,) for each field."""
    return torch.from_numpy(model.predict(simple_inputs(columns)))
