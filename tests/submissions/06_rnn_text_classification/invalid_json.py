# Hands in a notebook of which half is missing.
#
# expect: all 0
# status: not graded
# says: is not a notebook
# file: {"cells": [{"cell_type": "code", "source": ["x = 1
