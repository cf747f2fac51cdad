# Uses characters that cannot be written to a file, in outputs, errors, names and reports.
#
# start from: blank
# expect: all 0

# %% added below load-data
HALF = "\ud83d"
print(HALF, "\x00\x01\x1b")
broken = type("Broken\udc80", (Exception,), {})

# %% build_vocabulary
def build_vocabulary(texts, min_count=2):
    raise broken(HALF)

# %% encode
def encode(text, vocabulary, max_words=50):
    return [HALF, {HALF: HALF}]
