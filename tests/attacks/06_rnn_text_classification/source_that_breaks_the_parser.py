# Hands in code that is nested so deeply that reading it may crash whoever reads it.
#
# start from: blank
# expect: all 0

# %% build_vocabulary
{DEEP}
