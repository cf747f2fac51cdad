# Has copied two answer cells together with their metadata.
#
# start from: _quick
# duplicate: encode
# duplicate: training
# says: 'encode' was copied
