# Writes everything with loops and lists, and returns lists where it can.

# %% knn
def knn_predict(rows, labels, new_rows, k):
    found = []
    for new in new_rows:
        order = sorted(range(len(rows)), key=lambda i: (sum((rows[i] - new) ** 2), i))
        near = [int(labels[i]) for i in order[:k]]
        found.append(max(sorted(set(near)), key=near.count))
    return found

# %% measures
def confusion_matrix(labels, predicted, num_classes):
    counts = [[0] * num_classes for _ in range(num_classes)]
    for true, said in zip(labels, predicted):
        counts[true][said] += 1
    return np.array(counts)


def precision_and_recall(labels, predicted):
    both = sum(1 for true, said in zip(labels, predicted) if true == said == 1)
    called, ill = list(predicted).count(1), list(labels).count(1)
    return both / called if called else 0.0, both / ill if ill else 0.0

# %% roc_and_auc
def roc(labels, scores):
    alarms, recalls = [0.0], [0.0]
    for threshold in sorted(set(scores.tolist()), reverse=True):
        called = [label for label, score in zip(labels, scores) if score >= threshold]
        alarms.append(called.count(0) / (labels == 0).sum())
        recalls.append(called.count(1) / (labels == 1).sum())
    return alarms, recalls


def auc(labels, scores):
    return float(np.trapezoid(*roc(labels, scores)[::-1])) if hasattr(np, "trapezoid") else float(np.trapz(*roc(labels, scores)[::-1]))

# %% folds
def k_fold(order, k):
    order, pairs, start = list(order), [], 0
    for number in range(k):
        stop = start + len(order) // k + (number < len(order) % k)
        pairs.append((order[:start] + order[stop:], order[start:stop]))
        start = stop
    return pairs
