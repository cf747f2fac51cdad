# Boosted trees that take the gaps as they are; the answer is a NumPy array.
#
# start from: _quick
# expect: competition_test 3..6

# %% training
training.set_seed(13)
from sklearn.ensemble import HistGradientBoostingClassifier


def rows_of(columns):
    names = [f"reading_{number}" for number in range(1, 13)] + ["altitude"]
    return np.stack([*(columns[name] for name in names), columns["satellite"] == "B"], axis=1)


trees = HistGradientBoostingClassifier(max_iter=60, random_state=0).fit(rows_of(fields["train"].columns), fields["train"].labels)

# %% classify
def classify(columns: Columns) -> Tensor:
    """Return the number of the crop (n,) for each field."""
    return trees.predict(rows_of(columns))
