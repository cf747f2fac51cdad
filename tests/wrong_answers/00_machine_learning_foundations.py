# Wrong answers to the exercises of lesson 00.

# %% your-one-hot
def one_hot(words, categories):
    return (np.asarray(words)[:, None] != np.asarray(categories)).astype(float)  # the other way round

# %% your-honest
def columns_for(train):
    return strongest(genes, coins)  # all rows: the leak

# %% your-knn
def knn_predict(known_rows, known_labels, rows, k):
    distances = np.linalg.norm(rows[:, None, :] - known_rows[None, :, :], axis=2)
    nearest = np.argsort(distances, axis=1)[:, :k]
    return known_labels[nearest].max(axis=1)  # one vote is enough

# %% your-softmax
def softmax(scores):
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()  # over the whole table

# %% your-precision
def precision_and_recall(counts):
    (true_negative, false_positive), (false_negative, true_positive) = counts
    recall = true_positive / (true_positive + false_negative)
    called = true_positive + false_positive
    return recall, true_positive / called if called else 0.0  # the wrong way round

# %% your-cost
def cost_of(threshold, labels, p):
    missed = (labels == 1) & (p < threshold)
    false_alarm = (labels == 0) & (p > threshold)  # a p equal to the threshold is forgotten
    return 20 * missed.sum() + false_alarm.sum()

# %% your-cost
def cost_of(threshold, labels, p):
    return ((p >= threshold) != labels).sum()  # both mistakes cost the same

# %% your-folds
def make_folds(num_rows, k, rng):
    return np.array_split(np.arange(num_rows), k)  # never shuffled

# %% bug-scale
def predict_rows(known_rows, known_labels, rows):
    both = np.concatenate([known_rows, np.tile(rows, (30, 1))])  # one scale, but mostly the new rows'
    mean, std = both.mean(axis=0), both.std(axis=0)
    return LogisticRegression().fit((known_rows - known_rows.mean(axis=0)) / known_rows.std(axis=0), known_labels).predict(
        (rows - mean) / std
    )

# %% bug-recall
def cancer_recall(target, said):
    return 1 - recall_score(target, said)  # the share of false alarms

# %% bug-copies
def recall_with_copies(rows, labels):
    order = np.random.default_rng(0).permutation(len(labels))
    rows, labels = rows[order], labels[order]  # shuffled before, and copied before the split as well
    copies = np.concatenate([np.arange(len(labels)), np.repeat(np.flatnonzero(labels == 1), 3)])
    known, held_out, known_labels, true = train_test_split(rows[copies], labels[copies], random_state=0)
    return recall_score(true, KNeighborsClassifier(1).fit(known, known_labels).predict(held_out))

# %% your-bayes
def class_score(own_rows, share, rows):
    mean, var = own_rows.mean(axis=0), own_rows.var(axis=0)
    log_density = -0.5 * (np.log(2 * np.pi * var) + (rows - mean) ** 2 / var)
    return log_density.sum(axis=1)  # forgets how common the class is

# %% your-local
def local_predict(x, known_x, known_y, tau):
    weights = np.exp(-((known_x - x) ** 2) / (2 * tau**2))
    return (weights * known_y).sum() / weights.sum()  # a weighted mean: no line

# %% your-kmeans
def new_centres(rows, centres):
    distances = np.linalg.norm(rows[:, None, :] - centres[None, :, :], axis=2)
    nearest = distances.argmin(axis=1)
    return np.stack([np.median(rows[nearest == j], axis=0) for j in range(len(centres))])
