# Learns from shifted digits, each answered by itself.
#
# start from: _quick
# expect: label_digits_test 0

# %% label_digits
from sklearn.svm import SVC
def label_digits(images, labels, unlabelled):
    pictures = images.view(-1, 8, 8)
    more = [pictures] + [torch.roll(pictures, s, d) for s in (1, -1) for d in (1, 2)]
    x = torch.cat(more).flatten(1).numpy()
    return torch.tensor(SVC(C=10, gamma=0.001).fit(x, labels.repeat(5).numpy()).predict(unlabelled.numpy()))
