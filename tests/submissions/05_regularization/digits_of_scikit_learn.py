# Trains on all of scikit-learn's digits, which are not there while graded.
#
# expect: predict_test 0
# expect: finale_test 0
# says: NameError

# %% training
from sklearn.datasets import load_digits

everything = load_digits()
networks = [train_network(torch.tensor(everything.images).float() / 16, torch.tensor(everything.target), 30)]
