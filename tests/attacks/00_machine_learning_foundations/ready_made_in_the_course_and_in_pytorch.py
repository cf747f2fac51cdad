# Takes softmax from PyTorch, and the area from the course's metrics, which ask scikit-learn for it.
#
# start from: blank
# expect: all 0

# %% softmax
def softmax(scores):
    import torch

    return torch.softmax(torch.tensor(scores), dim=1).numpy()

# %% roc_and_auc
def roc(labels, scores):
    return scores, scores


def auc(labels, scores):
    from course_utils import metrics

    return metrics.METRICS["roc_auc"].of(labels, scores)
