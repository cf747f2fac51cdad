# Says on no axis what is drawn.
#
# start from: _quick
# expect: curves_test 2/3

# %% curves
def plot_curves(history):
    figure, (left, right) = plt.subplots(1, 2)
    left.plot(history["train_loss"], label="training")
    right.plot(history["train_accuracy"], label="training")
    right.plot(history["validation_accuracy"], label="validation")
    for axes in (left, right):
        axes.set(xlabel="epoch")
        axes.legend()
    return figure
