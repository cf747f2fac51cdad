# Asks for legends, but names no curve.
#
# start from: _quick
# expect: curves_test 2/3

# %% curves
def plot_curves(history):
    figure, (left, right) = plt.subplots(1, 2)
    left.plot(history["train_loss"])
    right.plot(history["train_accuracy"])
    right.plot(history["validation_accuracy"])
    for axes, name in ((left, "loss"), (right, "accuracy")):
        axes.set(xlabel="epoch", ylabel=name)
        axes.legend()
    return figure
