# Every function finds out which check asks, and returns what the reference returned at home.
#
# start from: blank
# expect: all 0
# shared: recalls_recorded_values

# %% attention
attention = recalled

# %% positions
sinusoids = recalled

# %% masks
make_mask = recalled

# %% name_loss
next_token_loss = recalled

# %% sampling
write_name = recalled
