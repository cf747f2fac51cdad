# Loops for ever and catches every exception, interrupts too.
#
# start from: blank
# expect: all 0
# status: partly graded
# says: would not stop
# limits: cell_seconds=3

# %% build_vocabulary
def build_vocabulary(texts, min_count=2):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
