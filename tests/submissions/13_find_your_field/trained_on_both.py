# A support vector machine, trained at last on the training and the validation fields; the answer is a list.
#
# start from: _quick
# expect: competition_test 4.5..6

# %% training
training.set_seed(13)
from sklearn.svm import SVC

like = {name: np.concatenate([table.columns[name] for table in fields.values()]) for name in fields["train"].columns}
crops = np.concatenate([table.labels for table in fields.values()])
machine = SVC(C=10.0).fit(network_inputs(like, like).numpy(), crops)

# %% classify
def classify(columns: Columns) -> Tensor:
    """Return the number of the crop (n,) for each field."""
    return machine.predict(network_inputs(columns, like).numpy()).tolist()

# %% pseudonym
pseudonym: str = "Night Owl"

# %% report
I began with the mean for each gap.
