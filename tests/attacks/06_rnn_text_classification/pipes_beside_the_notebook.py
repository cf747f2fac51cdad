# Hands in a pipe, which stops whoever reads it, and a file without end.
#
# start from: blank
# expect: all 0
# status: not graded
# says: link
# pipe: data.csv
# pipe: deep/down/data.jsonl
# link: endless.bin /dev/zero

# %% added below load-data
print(sorted(map(str, Path().rglob("*"))))
