# Takes a missing measurement for 0.
#
# expect: parse_line_test 1.6
# says: a missing number is None
# says: not 0

# %% parse_line
def parse_line(line, class_ids):
    fields = [field.strip() for field in line.split("\t")]
    if len(fields) != 4:
        raise ValueError(f"{len(fields)} fields")
    species, *texts = fields
    if species.lower() not in class_ids:
        raise ValueError("unknown species")
    return class_ids[species.lower()], [0.0 if text.lower() in ("", "?", "na") else float(text.replace(",", ".")) for text in texts]
