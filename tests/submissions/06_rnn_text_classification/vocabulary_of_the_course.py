# Lets the course's own vocabulary do the counting and numbering.
#
# start from: _quick
# expect: build_vocabulary_test 0

# %% build_vocabulary
from course_utils.text import Vocabulary


def build_vocabulary(texts, min_count=2):
    counts = Counter(word for text in texts for word in words(text))
    ranked = sorted((word for word in counts if counts[word] >= min_count), key=lambda word: (-counts[word], word))
    return {token: number for number, token in enumerate(Vocabulary(["[PAD]", "[UNK]", *ranked]).tokens)}
