# Knows the decimal point only.
#
# expect: parse_line_test 1.6
# says: could not convert string to float
# says: 0,5

# %% parse_line
def parse_line(line, class_ids):
    fields = [field.strip() for field in line.split("\t")]
    if len(fields) != 4:
        raise ValueError(f"{len(fields)} fields")
    species, *texts = fields
    if species.lower() not in class_ids:
        raise ValueError("unknown species")
    return class_ids[species.lower()], [None if text.lower() in ("", "?", "na") else float(text) for text in texts]
