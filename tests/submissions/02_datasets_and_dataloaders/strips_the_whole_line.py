# Strips the line before it splits it, and loses an empty field at its end.
#
# expect: parse_line_test 1.6
# says: still a field

# %% parse_line
def parse_line(line, class_ids):
    fields = [field.strip() for field in line.strip().split("\t")]
    if len(fields) != 4:
        raise ValueError(f"{len(fields)} fields")
    species, *texts = fields
    if species.lower() not in class_ids:
        raise ValueError("unknown species")
    return class_ids[species.lower()], [None if text.lower() in ("", "?", "na") else float(text.replace(",", ".")) for text in texts]
