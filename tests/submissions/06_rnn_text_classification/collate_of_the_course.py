# Lets the course's own function build the batch.
#
# start from: _quick
# expect: collate_test 0

# %% collate
from course_utils import text as course_text


def collate(batch):
    return course_text.collate(batch)
