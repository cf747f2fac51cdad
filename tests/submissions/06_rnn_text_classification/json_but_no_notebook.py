# Hands in a file that is JSON, but no notebook.
#
# expect: all 0
# status: not graded
# says: is not a notebook
# file: {"name": "06_rnn_text_classification", "cells": "all of them"}
