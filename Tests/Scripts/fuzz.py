"""Random bytes in files of every format that is read: no crash, no hang, no flood, nothing half-written.

What a byte changes in a value cannot be known, so totals are not judged here; mutate.py does that.
"""

import os
import sys

import damage

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
    ("parcels.mif", damage.estimate("parcels.mif")),
    ("parcels.mid", damage.estimate("parcels.mif")),
    ("tab_parcels.tab", damage.estimate("tab_parcels.tab")),
    ("tab_parcels.map", damage.estimate("tab_parcels.tab")),
    ("tab_parcels.dat", damage.estimate("tab_parcels.tab")),
    ("parcels.vrt", damage.estimate("parcels.vrt")),
    ("agb.tif", damage.zonal()),
    ("agb.vrt", damage.zonal("agb.vrt")),
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


def cases(chance, base):
    name, words = chance.choice(TARGETS)

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
