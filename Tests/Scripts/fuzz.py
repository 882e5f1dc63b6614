"""Random bytes in files of every format that is read: no crash, no hang, no flood, nothing half-written.

What a byte changes in a value cannot be known, so totals are not judged here; mutate.py does that.
"""

import csv
import os
import re
import sys

import damage

# MapInfo's formats know EPSG:9206 only without its shift to WGS 84, so the reference is stated.
MIF = damage.estimate("parcels.mif", "trees.csv", "--parcels-crs", "EPSG:9206")
TAB = damage.estimate("tab_parcels.tab", "trees.csv", "--parcels-crs", "EPSG:9206")
EQUATIONS = damage.estimate("parcels.gpkg", "trees.csv", "--equations", "equations.csv", "--equation", "LOCAL")
TARGETS = [
    ("trees.csv", damage.estimate()),
    ("plots.csv", damage.estimate()),
    ("strata.csv", damage.estimate()),
    ("trees.xlsx", damage.estimate(trees="trees.xlsx")),
    ("trees.ods", damage.estimate(trees="trees.ods")),
    ("trees.dbf", damage.estimate(trees="trees.dbf")),
    ("parcels.gpkg", damage.estimate()),
    ("parcels.shp", damage.estimate("parcels.shp")),
    ("parcels.shx", damage.estimate("parcels.shp")),
    ("parcels.dbf", damage.estimate("parcels.shp")),
    ("parcels.prj", damage.estimate("parcels.shp")),
    ("parcels.geojson", damage.estimate("parcels.geojson")),
    ("parcels.mif", MIF),
    ("parcels.mid", MIF),
    ("tab_parcels.tab", TAB),
    ("tab_parcels.map", TAB),
    ("tab_parcels.dat", TAB),
    ("parcels.vrt", damage.estimate("parcels.vrt")),
    ("agb.tif", damage.zonal()),
    ("agb.vrt", damage.zonal("agb.vrt")),
    ("equations.csv", EQUATIONS),
    ("project.yaml", ["estimate", "."]),
]
WORDS = [b"", b"\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"-1", b"1e308", b"nan", b"\"",
         b"\n", b"\r", b",", b";", b"<", b">", b"&", b"]]>", b"../../etc/passwd", b"%s%n", b"9" * 400,
         b"(" * 3000, b"[" * 3000, b"/vsicurl/http://127.0.0.1/", b"'; DROP TABLE x; --", "Lô".encode()]


def broken(chance, data):
    """One to four of: bits, bytes, cuts, doubled pieces, words that parsers stumble over."""
    data = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        if not data:
            break
        # Headers are short and matter most.
        place = chance.randrange(min(len(data), 200) if chance.random() < 0.4 else len(data))
        length = min(chance.choice([1, 2, 4, 16, 300, 5000]), len(data) - place)
        way = chance.randrange(7)
        if way == 0:
            data[place] ^= 1 << chance.randrange(8)
        elif way == 1:
            data[place:place + length] = bytes(chance.randrange(256) for _ in range(length))
        elif way == 2:
            del data[place:place + length]
        elif way == 3:
            data[place:place] = data[place:place + length] * chance.choice([1, 3, 50])
        elif way == 4:
            del data[place:]
        else:
            word = chance.choice(WORDS)
            data[place:place + (len(word) if way == 5 else 0)] = word
    return bytes(data)


PIECES = ["D", "H", "WD", "E", "(", ")", "exp(", "ln(", "log10(", "sqrt(", "+", "-", "*", "/", "^", "**", ",", ".",
          "0", "1", "2.4", "-2.5", "1e308", "1e-320", "1e999", "0x1F", "1e", "1.2.3", "9" * 400, "\u2212", "\u00d7",
          "\u0969", "\u0301", " ", "\t", "\n", "\0", "D D", "dbh_cm", "pow(", "\u211d", "\U0001f332", "=1+1", "'", "\""]


def formula(chance):
    """Pieces of formulas: in any order, deeply nested, long, or one that is sound."""
    way = chance.randrange(6)
    if way == 0:
        return "".join(chance.choice(PIECES) for _ in range(chance.choice([1, 3, 8, 30, 400])))
    if way == 1:
        deep = chance.choice([10, 60, 200, 1000, 10000])
        return chance.choice(["(", "exp(", "-(", "-", "2^", "2^-(", "D+("]) * deep + "D" + ")" * chance.choice([0, deep])
    if way == 2:
        return chance.choice(["D", "1", "D*D"]) + chance.choice(["+D", "^2", "*1e300", "/0", "-H", "^D"]) * chance.choice(
            [1, 50, 2000])

    def sound(depth):
        if depth == 0 or chance.random() < 0.2:
            return chance.choice(["D", "WD", "2.4", "0", "1e300", "0.5"])
        if chance.random() < 0.4:
            return chance.choice(["exp", "ln", "log10", "sqrt", "-"]) + "(" + sound(depth - 1) + ")"
        return "(" + sound(depth - 1) + chance.choice("+-*/^") + sound(depth - 1) + ")"

    return sound(chance.randint(1, 7))


def other_formula(chance, folder):
    """The file of equations stays whole; only its formula is another."""
    text = formula(chance)
    with open(folder + "/equations.csv", encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    table[1][table[0].index("expression")] = text
    names = set(re.findall("[A-Za-z_]+", text))
    table[1][table[0].index("predictors")] = ",".join(n for n in ("D", "H", "WD") if n in names)
    with open(folder + "/equations.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(table)
    return "formula " + ascii(text[:200])


def cases(chance, base):
    target = chance.choice([*TARGETS, "formula"])
    if target == "formula":
        return target, EQUATIONS, lambda folder: other_formula(chance, folder), "bytes", False
    name, words = target

    def apply(folder):
        path = os.path.join(folder, name)
        with open(path, "rb") as file:
            data = file.read()
        with open(path, "wb") as file:
            file.write(broken(chance, data))
        return "bytes of " + name

    return name, words, apply, "bytes", name == "project.yaml"


if __name__ == "__main__":
    sys.exit(damage.run(__doc__, 2000, cases))
