#!/bin/sh
# Times long tables and large layers as whole processes: one run each, wall and processor seconds, peak memory.
# Needs some 8 GB of room in the temporary folder, 4 GB in /var/tmp and 15 minutes. Usage: make bench-scale
set -eu
tool=$(pwd)/.build/release/forestcarbon
scripts=$(pwd)/Tests/Scripts
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cc -O2 "$scripts/columns.c" -o "$folder/columns" $(gdal-config --cflags) $(gdal-config --libs)

python3 - "$folder" <<'PY'
import math, random, sys
folder = sys.argv[1]
random.seed(1)
species = ["Schima wallichii", "Machilus bonii", "Vối thuốc", "Castanopsis indica", "Litsea cubeba", "Lithocarpus ducampii"]
ends = []
for _ in range(10007):
    d = 5 + random.expovariate(0.08)
    ends.append(f"{random.choice(species)},{d:.1f},{1.3 + 3 * d ** 0.5:.1f},{random.uniform(0.35, 0.8):.3f}\n")
# The rows come back in another order each time: a block of rows that is there twice is a finding.
# As many trees per plot in both tables, a third one with as many plots as the first, and the first and the third with
# the trees of the plots in turns, so that no two rows of a plot stand together.
for name, trees, size in [("1", 1_000_000, 20), ("10", 10_000_000, 20), ("10b", 10_000_000, 200),
                          ("1turns", 1_000_000, 20), ("10turns", 10_000_000, 200)]:
    count = trees // size
    with open(f"{folder}/trees{name}.csv", "w") as file:
        file.write("plot_id,tree_id,species,dbh_cm,height_m,wood_density_g_cm3\n")
        for i in range(trees):
            plot = i % count if name.endswith("turns") else i // size
            file.write(f"P{plot},{i},{ends[i * (1 + i // 10007) % 10007]}")
    with open(f"{folder}/plots{name}.csv", "w") as file:
        file.write("plot_id,area_ha,stratum\n")
        for plot in range(count):
            file.write(f"P{plot},0.05,S{plot % 4}\n")
with open(f"{folder}/plots.csv", "w") as plots, open(f"{folder}/trees.csv", "w") as trees:
    plots.write("plot_id,area_ha,stratum\n")
    trees.write("plot_id,tree_id,dbh_cm,height_m,wood_density_g_cm3\n")
    for plot in range(80):
        plots.write(f"P{plot},0.05,S{plot % 4}\n")
        for tree in range(30):
            d = 5 + random.expovariate(0.08)
            trees.write(f"P{plot},{tree},{d:.1f},{1.3 + 3 * d ** 0.5:.1f},0.55\n")
# A sound layer, whose parcels share their boundaries, and one in which two of five parcels overlap their neighbours
# and most boundaries are shared by nobody.
for kind, n in [(kind, n) for kind in ("sound", "faulty") for n in (100_000, 1_000_000)]:
    width = math.isqrt(n) + 1
    with open(f"{folder}/{kind}{n}.csv", "w") as file:
        file.write("WKT,parcel_id,stratum,owner_kind,remark\n")
        for i in range(n):
            x, y = 500_000 + i % width * 100, 2_300_000 + i // width * 100
            bend = 3 * ((i % width if kind == "sound" else i) % 5)
            ring = [(x, y), (x + 50, y + bend), (x + 100, y), (x + 100, y + 100), (x + 50, y + 100 + bend), (x, y + 100), (x, y)]
            corners = ",".join(f"{a} {b}" for a, b in ring)
            file.write(f'"POLYGON(({corners}))",L{i:07d},S{i % 4},state,parcel {i}\n')
PY
for layer in sound100000 sound1000000 faulty100000 faulty1000000; do
  ogr2ogr -q -f GPKG "$folder/$layer.gpkg" "$folder/$layer.csv" -a_srs EPSG:32648 -oo GEOM_POSSIBLE_NAMES=WKT \
    -oo KEEP_GEOM_COLUMNS=NO -nln parcels -nlt POLYGON -gt 100000
  rm "$folder/$layer.csv"
done

measure() {
  label=$1
  shift
  python3 - "$label" "$@" <<'PY'
import resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run(sys.argv[2:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
wall = time.perf_counter() - start
use = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{sys.argv[1]:52} {wall:8.1f} s {use.ru_utime + use.ru_stime:8.1f} s of processor, peak {use.ru_maxrss / 1024:6.0f} MB")
PY
}

for name in 1 10 10b 1turns 10turns; do
  measure "GDAL alone, columns of trees$name" "$folder/columns" "$folder/trees$name.csv" plot_id tree_id species \
    '#dbh_cm' '#height_m' '#wood_density_g_cm3'
  measure "biomass, trees$name" "$tool" biomass --trees "$folder/trees$name.csv" --plots "$folder/plots$name.csv" \
    --height-model given --out "$folder/b$name"
  rm -r "$folder/b$name"
done
for layer in sound100000 sound1000000 faulty100000 faulty1000000; do
  for verb in estimate check; do
    measure "$verb, $layer" "$tool" "$verb" --parcels "$folder/$layer.gpkg" --plots "$folder/plots.csv" \
      --trees "$folder/trees.csv" --height-model given --out "$folder/out"
    rm -r "$folder/out"
  done
done
