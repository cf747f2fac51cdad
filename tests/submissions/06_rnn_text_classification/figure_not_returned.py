# Shows the figure and returns nothing.
#
# start from: _quick
# expect: curves_test 0

# %% curves
def plot_curves(history):
    plt.figure()
    for number, names in enumerate([["train_loss"], ["train_accuracy", "validation_accuracy"]], start=1):
        plt.subplot(1, 2, number)
        for name in names:
            plt.plot(history[name], label=name)
        plt.xlabel("epoch")
        plt.ylabel(names[0])
        plt.legend()
    plt.show()
