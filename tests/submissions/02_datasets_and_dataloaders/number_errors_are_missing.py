# Takes whatever is no number for missing.
#
# expect: parse_line_test 1.6
# says: at key 'a unit behind the number': found 'accepted as

# %% parse_line
def number(text):
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def parse_line(line, class_ids):
    species, *texts = [field.strip() for field in line.split("\t")]
    if len(texts) != 3 or species.lower() not in class_ids:
        raise ValueError("bad line")
    return class_ids[species.lower()], [number(text) for text in texts]
