# Splits at any blanks, so that an empty field does not exist, and a line without tabs is accepted.
#
# expect: parse_line_test 1.2
# says: an empty field at the end of a line
# says: 'accepted as

# %% parse_line
def parse_line(line, class_ids):
    fields = [field.strip() for field in line.split()]
    if len(fields) != 4:
        raise ValueError(f"{len(fields)} fields")
    species, *texts = fields
    if species.lower() not in class_ids:
        raise ValueError("unknown species")
    return class_ids[species.lower()], [None if text.lower() in ("", "?", "na") else float(text.replace(",", ".")) for text in texts]
