# Strips spaces alone, so that the end of the line stays in the last field.
#
# expect: parse_line_test 1.6

# %% parse_line
def parse_line(line, class_ids):
    species, *measurements = fields = [field.strip(" ") for field in line.split("\t")]
    if len(fields) != 4 or species.lower() not in class_ids:
        raise ValueError(line)
    values = [None if text.lower() in ("", "?", "na") else float(text.replace(",", ".")) for text in measurements]
    return class_ids[species.lower()], values
