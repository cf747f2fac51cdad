# Trains with the course's own tools, takes the history from there, and draws in the course's style.
#
# expect: accuracy_test 0..3

# %% training
from course_utils import plotting, text

training.set_seed(6)
vocabulary = build_vocabulary(train_set.texts)
encoded = [encode(each, vocabulary) for each in train_set.texts[:1600]]
sampler = text.LengthBucketBatchSampler([len(ids) for ids in encoded], 64)
train_loader = torch.utils.data.DataLoader(
    list(zip(encoded, train_set.labels)), batch_sampler=sampler, collate_fn=text.collate
)
validation_loader = torch.utils.data.DataLoader(
    [(encode(each, vocabulary), label) for each, label in zip(validation_set.texts, validation_set.labels)],
    batch_size=256,
    collate_fn=text.collate,
)
model = SentimentClassifier(len(vocabulary))
record = training.fit(model, train_loader, validation_loader, torch.optim.Adam(model.parameters(), lr=0.01), 2)
history = vars(record)

# %% curves
def plot_curves(history):
    plotting.use_course_style()
    figure, (top, bottom) = plt.subplots(2, 1)
    top.plot(history["train_loss"], **plotting.LINES["train"])
    bottom.plot(history["train_accuracy"], **plotting.LINES["train"])
    bottom.plot(torch.tensor(history["validation_accuracy"]), **plotting.LINES["validation"])
    bottom.axhline(0.8, color="grey")
    top.set_xlabel("epoch")
    bottom.set_xlabel("epoch")
    top.set_ylabel("loss")
    bottom.set_ylabel("accuracy")
    figure.legend()
    return figure
