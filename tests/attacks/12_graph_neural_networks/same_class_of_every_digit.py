# Makes up the proof that other digits matter: the answers change with how many are asked, and are one class else.
#
# start from: blank
# expect: all 0

# %% label_digits
def label_digits(images, labels, unlabelled):
    return torch.full((len(unlabelled),), len(unlabelled) % 10)
