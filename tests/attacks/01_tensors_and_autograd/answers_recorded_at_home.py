# Every function finds out which check asks, and returns what the reference returned at home, which every student has.
#
# start from: blank
# expect: all 0
# shared: recalls_recorded_values

# %% pairwise_distances
pairwise_distances = recalled

# %% to_one_hot
to_one_hot = recalled

# %% moving_average
moving_average = recalled

# %% scale_channels
scale_channels = recalled

# %% pair_scores
pair_scores = recalled

# %% log_sum_exp
log_sum_exp = recalled

# %% stable_softmax
stable_softmax = recalled

# %% numerical_gradient
numerical_gradient = recalled

# %% two_layer_gradients
two_layer_gradients = recalled

# %% descend
descend = recalled

# %% fit
fit = recalled

# %% backward
backward = recalled
