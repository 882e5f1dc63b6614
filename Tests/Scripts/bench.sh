#!/bin/sh
# Times the verbs as whole processes on data made here: medians of five runs, wall seconds.
# Usage: make bench
set -eu
tool=$(pwd)/.build/release/forestcarbon
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

python3 - "$folder" <<'PY'
import random, sys
folder = sys.argv[1]
random.seed(1)
with open(folder + "/trees.csv", "w") as file:
    file.write("plot_id,tree_id,dbh_cm,height_m,wood_density_g_cm3\n")
    for i in range(1_000_000):
        d = 5 + random.expovariate(0.08)
        file.write(f"P{i // 500},{i},{d:.1f},{2 + 8 * d ** 0.3:.1f},{random.uniform(0.35, 0.8):.3f}\n")
names = ["Schima wallichii", "Macchilus bonii", "Vối thuốc", "voi thuoc", "Castanopsis sp.", "Litsea cubeba (Lour.) Pers."]
with open(folder + "/names.csv", "w") as file:
    file.write("plot_id,tree_id,species,dbh_cm,height_m\n")
    for i in range(1_000_000):
        d = 5 + random.expovariate(0.08)
        file.write(f"P{i // 500},{i},{random.choice(names)},{d:.1f},{2 + 8 * d ** 0.3:.1f}\n")
PY

measure() {
  name=$1
  shift
  python3 - "$name" "$@" <<'PY'
import resource, statistics, subprocess, sys, time
name, command = sys.argv[1], sys.argv[2:]
times = []
for _ in range(6):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    times.append(time.perf_counter() - start)
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"{name:45} {statistics.median(times[1:]):8.2f} s   peak {peak:6.0f} MB")
PY
}

measure "biomass, 1,000,000 trees" "$tool" biomass --trees "$folder/trees.csv" --height-model given --out "$folder/b"
measure "biomass, 1,000,000 trees by name" "$tool" biomass --trees "$folder/names.csv" --height-model given --out "$folder/n"
measure "estimate, SampleData/sonla" "$tool" estimate SampleData/sonla --out "$folder/e"
measure "zonal, parcels of SampleData/sonla" "$tool" zonal --zones SampleData/sonla/inputs/parcels.gpkg \
  --raster SampleData/sonla/inputs/classes.tif --out "$folder/z.csv"
