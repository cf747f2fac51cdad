# Trains a new network on the new animals, without the one from task 8: with luck it is good enough.
#
# start from: _quick
# expect: transfer_test 1..2

# %% transfer
training.set_seed(0)
new_network = AnimalNetwork(5)
train_network(new_network.train(), new_images, new_labels, num_epochs=40, lr=3e-3)
