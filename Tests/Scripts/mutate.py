"""Random damage to rows, cells, fields and geometries: no total changes without a finding.

Two kinds of damage, counted apart:
- structure: what the files themselves betray - a file cut off inside a row, a row doubled, a cell too
  many or too few, text or nothing in a number, a parcel doubled or crossing itself, a layer whose class
  field is emptied, nodata that is no longer declared, a raster cut off, a plot taken away under its
  trees, a unit wrong by a factor. Such damage must end in a refusal or in a finding, or change nothing.
- value: what may just as well be true - another diameter of the same size, a tree or a parcel less, two
  plots' strata exchanged. Such damage may change a total; only crashes, hangs and half-written results
  are failures.
"""

import csv
import json
import os
import sys

import damage


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(path, table):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(table)


# Each damage takes (chance, folder) and says what it did. Those of tables first.


def cut_in_row(chance, folder):
    """The end of the file falls inside a row, before its last cell."""
    path = folder + "/" + chance.choice(["trees.csv", "plots.csv"])
    lines = open(path, "rb").read().split(b"\n")
    row = chance.randrange(1, len(lines) - 1)
    line = lines[row]
    place = chance.randrange(1, line.rindex(b","))
    open(path, "wb").write(b"\n".join(lines[:row]) + b"\n" + line[:place])
    return "%s cut inside row %d" % (os.path.basename(path), row + 1)


def doubled_row(chance, folder):
    path = folder + "/" + chance.choice(["trees.csv", "plots.csv"])
    table = read(path)
    row = chance.randrange(1, len(table))
    table.insert(chance.randrange(1, len(table) + 1), table[row])
    write(path, table)
    return "%s: row %d twice" % (os.path.basename(path), row + 1)


def cell_count(chance, folder):
    path = folder + "/" + chance.choice(["trees.csv", "plots.csv", "strata.csv"])
    table = read(path)
    row = chance.randrange(1, len(table))
    place = chance.randrange(len(table[row]) - 1)
    if chance.random() < 0.5:
        del table[row][place]
    else:
        table[row].insert(place, chance.choice(["x", "1", "7.5"]))
    write(path, table)
    return "%s: row %d has %d cells" % (os.path.basename(path), row + 1, len(table[row]))


NUMBERS = {"trees.csv": ["dbh_cm", "height_m", "wood_density_g_cm3"], "plots.csv": ["area_ha", "slope_deg"]}


def not_a_number(chance, folder):
    name = chance.choice(list(NUMBERS))
    table = read(folder + "/" + name)
    place = table[0].index(chance.choice(NUMBERS[name]))
    row = chance.randrange(1, len(table))
    old = table[row][place]
    table[row][place] = chance.choice(
        ["O" + old, old + "m", "1,234.5,6", "--", "12..5", "=1+1", "∞", "nan", "1e400", "-" + (old or "1") + "0",
         "०", "12 5", "#REF!", "\u200b" + old + "x"])
    new = table[row][place]
    write(folder + "/" + name, table)
    return "%s row %d: %s became %s" % (name, row + 1, old, new)


def wrong_factor(chance, folder):
    """A whole column in another unit."""
    table = read(folder + "/trees.csv")
    column, factor = chance.choice([("dbh_cm", 10), ("dbh_cm", 0.01), ("height_m", 100), ("wood_density_g_cm3", 1000)])
    place = table[0].index(column)
    for row in table[1:]:
        row[place] = repr(float(row[place]) * factor) if row[place] else ""
    write(folder + "/trees.csv", table)
    return "%s times %s" % (column, factor)


def lost_plot(chance, folder):
    table = read(folder + "/plots.csv")
    row = chance.randrange(1, len(table))
    gone = table.pop(row)
    write(folder + "/plots.csv", table)
    return "plot %s taken away under its trees" % gone[0]


def swapped_header(chance, folder):
    """Names of two columns exchanged whose values cannot be each other's."""
    name = chance.choice(["trees.csv", "plots.csv"])
    table = read(folder + "/" + name)
    pairs = {"trees.csv": [("dbh_cm", "wood_density_g_cm3"), ("plot_id", "dbh_cm"), ("height_m", "note")],
             "plots.csv": [("plot_id", "stratum"), ("area_ha", "stratum")]}
    one, two = (table[0].index(c) for c in chance.choice(pairs[name]))
    table[0][one], table[0][two] = table[0][two], table[0][one]
    write(folder + "/" + name, table)
    return "%s: header %s" % (name, ",".join(table[0]))


def lost_column(chance, folder):
    name = chance.choice(["trees.csv", "plots.csv", "strata.csv"])
    table = read(folder + "/" + name)
    needed = {"trees.csv": ["plot_id", "dbh_cm", "wood_density_g_cm3", "height_m"],
              "plots.csv": ["plot_id", "stratum", "area_ha"], "strata.csv": ["class", "treatment"]}
    place = table[0].index(chance.choice(needed[name]))
    gone = table[0][place]
    write(folder + "/" + name, [row[:place] + row[place + 1:] for row in table])
    return "%s without %s" % (name, gone)


# Layers, as GeoJSON.


def layer(folder):
    return json.load(open(folder + "/parcels.geojson"))


def store(folder, content):
    json.dump(content, open(folder + "/parcels.geojson", "w"))


def doubled_parcel(chance, folder):
    content = layer(folder)
    features = content["features"]
    features.insert(chance.randrange(len(features)), chance.choice(features))
    store(folder, content)
    return "a parcel twice"


def crossed_ring(chance, folder):
    content = layer(folder)
    shape = chance.choice(content["features"])["geometry"]
    ring = shape["coordinates"][0][0] if shape["type"] == "MultiPolygon" else shape["coordinates"][0]
    middle = len(ring) // 2
    ring[1], ring[middle] = ring[middle], ring[1]
    store(folder, content)
    return "a ring crosses itself"


def no_geometry(chance, folder):
    content = layer(folder)
    feature = chance.choice(content["features"])
    feature["geometry"] = chance.choice(
        [None, {"type": "Point", "coordinates": [1, 2]}, {"type": "Polygon", "coordinates": []},
         {"type": "Polygon", "coordinates": [[[1, 1], [1, 1], [1, 1], [1, 1]]]}])
    store(folder, content)
    return "geometry became %s" % feature["geometry"]


def no_class(chance, folder):
    content = layer(folder)
    feature = chance.choice(content["features"])
    feature["properties"]["ldlr"] = chance.choice([None, "", "???", 7])
    store(folder, content)
    return "class became %r" % feature["properties"]["ldlr"]


def far_vertex(chance, folder):
    """One vertex far from all parcels; without recorded areas nothing else tells."""
    content = layer(folder)
    shape = chance.choice(content["features"])["geometry"]
    ring = shape["coordinates"][0][0] if shape["type"] == "MultiPolygon" else shape["coordinates"][0]
    place = chance.randrange(1, len(ring) - 1)
    x, y = ring[place]
    ring[place] = chance.choice([[0, 0], [1e12, 1e12], [y, x], [x - 1e5, y], [x, y + 1e5], [x + 3e4, y], [x, y - 3e4]])
    if chance.random() < 0.5:
        for feature in content["features"]:
            feature["properties"].pop("dtich", None)
    store(folder, content)
    return "vertex moved to %s" % ring[place]


def far_parcel(chance, folder):
    """A whole parcel far from all others: moved, x and y exchanged, a digit too many, numbers of another zone."""
    content = layer(folder)
    shape = chance.choice(content["features"])["geometry"]
    move = chance.choice(
        [lambda x, y: [x - 1e5, y], lambda x, y: [x + 1e5, y], lambda x, y: [x, y + 1e5], lambda x, y: [x, y - 1e5],
         lambda x, y: [y, x], lambda x, y: [10 * x, y], lambda x, y: [x, y / 10], lambda x, y: [x - 104_000, y]])
    rings = [ring for part in shape["coordinates"] for ring in part] if shape["type"] == "MultiPolygon" else (
        shape["coordinates"])
    for ring in rings:
        ring[:] = [move(*corner[:2]) for corner in ring]
    if chance.random() < 0.5:
        for feature in content["features"]:
            feature["properties"].pop("dtich", None)
    if chance.random() < 0.5:
        for feature in content["features"]:
            feature["properties"].pop("xa", None)
    store(folder, content)
    return "parcel moved to %s" % rings[0][0]


# Rasters and files as wholes.


def lost_nodata(chance, folder):
    damage.sh("gdal_translate", "-a_nodata", "none", folder + "/agb.tif", folder + "/other.tif")
    os.replace(folder + "/other.tif", folder + "/agb.tif")
    return "nodata no longer declared"


def cut_file(chance, folder, names=("agb.tif", "parcels.shp", "parcels.dbf", "parcels.shx", "parcels.gpkg",
                                    "trees.xlsx", "trees.dbf", "parcels.geojson")):
    name = chance.choice(names)
    path = folder + "/" + name
    size = os.path.getsize(path)
    # A GeoJSON file without its last line end is whole.
    keep = chance.randrange(1, size - 8)
    os.truncate(path, keep)
    return "%s cut to %d of %d bytes" % (name, keep, size)


def lost_part(chance, folder):
    name = chance.choice(["parcels.shx", "parcels.dbf", "parcels.prj"])
    os.remove(folder + "/" + name)
    return "%s taken away" % name


# What may be true.


def other_value(chance, folder):
    table = read(folder + "/trees.csv")
    place = table[0].index(chance.choice(NUMBERS["trees.csv"]))
    row = chance.randrange(1, len(table))
    table[row][place] = repr(round(float(table[row][place] or 1) * chance.uniform(0.8, 1.2), 2))
    write(folder + "/trees.csv", table)
    return "another value in row %d" % (row + 1)


def lost_tree(chance, folder):
    table = read(folder + "/trees.csv")
    del table[chance.randrange(1, len(table))]
    write(folder + "/trees.csv", table)
    return "a tree less"


def lost_parcel(chance, folder):
    content = layer(folder)
    del content["features"][chance.randrange(len(content["features"]))]
    store(folder, content)
    return "a parcel less"


def shuffled(chance, folder):
    """The order of rows never changes a digit."""
    for name in ["trees.csv", "plots.csv"]:
        table = read(folder + "/" + name)
        body = table[1:]
        chance.shuffle(body)
        write(folder + "/" + name, table[:1] + body)
    return "rows shuffled"


TABLES = damage.estimate()
JSON = damage.estimate("parcels.geojson")
SHAPES = damage.estimate("parcels.shp")
CASES = [
    *[(make, TABLES, "structure") for make in (
        cut_in_row, doubled_row, cell_count, not_a_number, wrong_factor, lost_plot, swapped_header,
        lost_column, shuffled)],
    *[(make, JSON, "structure") for make in (
        doubled_parcel, crossed_ring, no_geometry, no_class, far_vertex, far_parcel)],
    (lost_nodata, damage.zonal(), "structure"), (lost_part, SHAPES, "structure"),
    *[(lambda c, f, n=name: cut_file(c, f, (n,)), words, "structure") for name, words in (
        ("agb.tif", damage.zonal()), ("parcels.shp", SHAPES), ("parcels.dbf", SHAPES), ("parcels.shx", SHAPES),
        ("parcels.gpkg", TABLES), ("trees.xlsx", damage.estimate(trees="trees.xlsx")),
        ("trees.dbf", damage.estimate(trees="trees.dbf")), ("parcels.geojson", JSON))],
    (other_value, TABLES, "value"), (lost_tree, TABLES, "value"), (lost_parcel, JSON, "value"),
]


def cases(chance, base):
    make, words, kind = chance.choice(CASES)
    name = make.__name__ if make.__name__ != "<lambda>" else "cut_file"
    return name, words, lambda folder: make(chance, folder), kind, False


if __name__ == "__main__":
    sys.exit(damage.run(__doc__, 2000, cases))
