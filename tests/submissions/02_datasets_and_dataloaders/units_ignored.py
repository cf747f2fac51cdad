# Takes the number out of `12 cm`.
#
# expect: parse_line_test 1.6

# %% parse_line
import re


def parse_line(line, class_ids):
    species, *measurements = fields = [field.strip() for field in line.split("\t")]
    if len(fields) != 4 or species.lower() not in class_ids:
        raise ValueError(line)
    values = []
    for text in measurements:
        number = re.search(r"\d+(?:[.,]\d+)?", text)
        values.append(float(number[0].replace(",", ".")) if number else None)
    return class_ids[species.lower()], values
