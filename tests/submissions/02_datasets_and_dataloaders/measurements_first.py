# Returns the measurements before the species.
#
# expect: parse_line_test 0

# %% parse_line
def parse_line(line, class_ids):
    species, *measurements = fields = [field.strip() for field in line.split("\t")]
    if len(fields) != 4 or species.lower() not in class_ids:
        raise ValueError(line)
    values = [None if text.lower() in ("", "?", "na") else float(text.replace(",", ".")) for text in measurements]
    return values, class_ids[species.lower()]
