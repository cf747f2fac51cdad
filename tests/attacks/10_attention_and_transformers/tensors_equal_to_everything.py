# Returns tensors of a class of its own that compare as equal and have every shape.
#
# start from: blank
# expect: all 0
# shared: equals_everything

# %% attention
attention = anything

# %% positions
sinusoids = anything

# %% masks
make_mask = anything

# %% name_loss
next_token_loss = anything

# %% sampling
write_name = anything
