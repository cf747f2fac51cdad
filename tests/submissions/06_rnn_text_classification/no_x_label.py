# Says on no axis that it counts epochs.
#
# start from: _quick
# expect: curves_test 2/3

# %% curves
def plot_curves(history):
    figure, (left, right) = plt.subplots(1, 2)
    left.plot(history["train_loss"], label="training")
    right.plot(history["train_accuracy"], label="training")
    right.plot(history["validation_accuracy"], label="validation")
    for axes, name in ((left, "loss"), (right, "accuracy")):
        axes.set(ylabel=name)
        axes.legend()
    return figure
