# Looks an unknown species up and lets the KeyError pass.
#
# expect: parse_line_test 1.6
# says: found 'KeyError'

# %% parse_line
def parse_line(line, class_ids):
    fields = [field.strip() for field in line.split("\t")]
    if len(fields) != 4:
        raise ValueError(f"{len(fields)} fields")
    species, *texts = fields

    return class_ids[species.lower()], [None if text.lower() in ("", "?", "na") else float(text.replace(",", ".")) for text in texts]
