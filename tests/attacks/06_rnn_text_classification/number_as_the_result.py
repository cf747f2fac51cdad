# Shows a number as the result of a test cell: nbgrader takes such a number for the points.
#
# start from: blank
# expect: all 0

# %% build_vocabulary
def build_vocabulary(texts, min_count=2):
    get_ipython().displayhook(5.0)
    get_ipython().display_pub.publish({"text/plain": "5.0"})
    return {}

# %% encode
def encode(text, vocabulary, max_words=50):
    get_ipython().displayhook(1000.0)
    raise SystemExit
