# Draws the training's loss and accuracy in one pair of axes, and the validation accuracy in the other.
#
# start from: _quick
# expect: curves_test 0

# %% curves
def plot_curves(history):
    figure, (left, right) = plt.subplots(1, 2)
    left.plot(history["train_loss"], label="loss")
    left.plot(history["train_accuracy"], label="accuracy")
    right.plot(history["validation_accuracy"], label="validation")
    for axes in (left, right):
        axes.set(xlabel="epoch", ylabel="loss or accuracy")
        axes.legend()
    return figure
