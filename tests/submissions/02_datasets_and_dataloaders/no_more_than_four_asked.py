# Accepts lines with a fifth field.
#
# expect: parse_line_test 1.6

# %% parse_line
def parse_line(line, class_ids):
    fields = [field.strip() for field in line.split("\t")]
    if len(fields) < 4 or fields[0].lower() not in class_ids:
        raise ValueError(line)
    values = [None if text.lower() in ("", "?", "na") else float(text.replace(",", ".")) for text in fields[1:4]]
    return class_ids[fields[0].lower()], values
