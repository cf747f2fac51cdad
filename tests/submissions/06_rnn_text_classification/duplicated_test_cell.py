# Has copied a test cell together with its metadata.
#
# start from: _quick
# duplicate: evaluate_test
# says: 'evaluate_test' was copied
