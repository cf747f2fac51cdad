# Draws the curves without a legend.
#
# start from: _quick
# expect: curves_test 2/3

# %% curves
def plot_curves(history):
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3))
    left.plot(history["train_loss"])
    right.plot(history["train_accuracy"])
    right.plot(history["validation_accuracy"])
    left.set(xlabel="epoch", ylabel="loss")
    right.set(xlabel="epoch", ylabel="accuracy")
    return figure
