# Every function finds out which check asks, and returns what the reference returned at home.
#
# start from: blank
# expect: all 0
# shared: recalls_recorded_values

# %% averages
averages = recalled

# %% train_one_epoch
train_one_epoch = recalled

# %% evaluate
evaluate = recalled

# %% clip_gradients
clip_gradients = recalled

# %% warmup_cosine
warmup_cosine = recalled

# %% fit_with_early_stopping
fit_with_early_stopping = recalled

# %% save_and_resume
save_run = resume_run = recalled
