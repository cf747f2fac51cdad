# Draws the training's own history, whatever history is given.
#
# start from: _quick
# expect: curves_test 0

# %% curves
def plot_curves(history_to_draw):
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3))
    left.plot(history["train_loss"], label="train")
    right.plot(history["train_accuracy"], label="train")
    right.plot(history["validation_accuracy"], label="validation")
    left.set(xlabel="epoch", ylabel="loss")
    right.set(xlabel="epoch", ylabel="accuracy")
    left.legend()
    right.legend()
    return figure
