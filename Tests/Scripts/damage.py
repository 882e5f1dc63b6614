"""A small project made of the sample, damage to its files, and what every run must keep to.

Used by fuzz.py (bytes) and mutate.py (structure). Needs the built tool and Debian's gdal-bin.
"""

import argparse
import csv
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))
SAMPLE = os.path.join(ROOT, "SampleData/sonla")
# Of processor time, so that a busy machine accuses nobody; waiting for nothing is caught by the wall's.
SECONDS = 10
WALL_SECONDS = 120
RSS_MB = 1500
STRATA = ("TXB", "TXN")


def options(purpose, runs):
    parser = argparse.ArgumentParser(description=purpose)
    parser.add_argument("--runs", type=int, default=runs, help="number of runs")
    parser.add_argument("--minutes", type=float, default=0, help="stop after so many minutes")
    parser.add_argument("--seed", type=int, default=1, help="of the damage; the same gives the same files")
    parser.add_argument("--first", type=int, default=0, help="number of the first run, to repeat one")
    parser.add_argument("--tool", default=os.path.join(ROOT, ".build/release/forestcarbon"))
    parser.add_argument("--keep", default="", help="folder for the inputs of failures")
    return parser.parse_args()


def sh(*words):
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_rows(path, table):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def small_project(tool, folder):
    """Two strata of the sample: 60 parcels, 12 plots, in every format that is read."""
    full = os.path.join(folder, "full")
    sh(tool, "estimate", SAMPLE, "--quiet", "--out", full)
    base = os.path.join(folder, "base")
    os.makedirs(base)
    stratum = {r["plot_id"]: r["stratum"] for r in rows(full + "/plots.csv")}
    plots, per = [], {s: 0 for s in STRATA}
    for row in rows(SAMPLE + "/inputs/plots.csv"):
        name = stratum.get(row["plot_id"])
        if name in per and per[name] < 6 and row["plot_design"] == "A":
            per[name] += 1
            plots.append({"plot_id": row["plot_id"], "stratum": name, "area_ha": "0.1",
                          "slope_deg": row["slope_deg"]})
    kept = {p["plot_id"] for p in plots}
    densities = {r["species"]: r["wood_density_g_cm3"] for r in rows(SAMPLE + "/inputs/wood_density.csv")}
    trees = []
    for r in rows(full + "/trees.csv"):
        if r["plot_id"] in kept and r["height_m"] and r["dbh_cm"]:
            trees.append({"plot_id": r["plot_id"], "tree_id": r["tree_id"], "dbh_cm": r["dbh_cm"],
                          "height_m": r["height_m"],
                          "wood_density_g_cm3": densities.get(r["species"], "0.55"),
                          "note": "SYNTHETIC"})
    write_rows(base + "/plots.csv", plots)
    write_rows(base + "/trees.csv", trees)
    write_rows(base + "/strata.csv", [
        {"class": s, "stratum": s, "treatment": "sampled", "reason": "SYNTHETIC"} for s in STRATA])
    where = "ldlr IN (%s)" % ", ".join("'%s'" % s for s in STRATA)
    source = SAMPLE + "/inputs/parcels.gpkg"
    for name, driver in (("parcels.gpkg", "GPKG"), ("parcels.shp", "ESRI Shapefile"),
                         ("parcels.geojson", "GeoJSON"), ("parcels.mif", "MapInfo File"),
                         ("parcels.tab", "MapInfo File")):
        more = ["-dsco", "FORMAT=MIF"] if name.endswith("mif") else []
        more += ["-lco", "RFC7946=NO"] if name.endswith("geojson") else []
        out = name if not name.endswith("tab") else "tab_" + name
        sh("ogr2ogr", "-f", driver, *more, "-select", "ldlr,xa,dtich", "-where", where, "-limit", "60",
           base + "/" + out, source)
    for name, driver in (("trees.xlsx", "XLSX"), ("trees.ods", "ODS"), ("trees.dbf", "ESRI Shapefile")):
        sh("ogr2ogr", "-f", driver, base + "/" + name, base + "/trees.csv")
    sh("gdal_translate", "-co", "COMPRESS=DEFLATE", "-co", "TILED=YES", "-co", "BLOCKXSIZE=64",
       "-co", "BLOCKYSIZE=64", SAMPLE + "/inputs/agb_25m.tif", base + "/agb.tif")
    sh("gdal_translate", "-of", "VRT", base + "/agb.tif", base + "/agb.vrt")
    with open(base + "/parcels.vrt", "w") as file:
        file.write('<OGRVRTDataSource><OGRVRTLayer name="parcels"><SrcDataSource relativeToVRT="1">'
                   "parcels.gpkg</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>\n")
    with open(base + "/equations.csv", "w") as file:
        file.write("id,expression,predictors,result_unit,d_min_cm,d_max_cm,citation\n"
                   "LOCAL,exp(-2.5 + 2.4*ln(D))*WD,\"D,WD\",kg,5,100,SYNTHETIC\n")
    with open(base + "/project.yaml", "w") as file:
        file.write("project:\n  name_en: SYNTHETIC\nestimate:\n  parcels: parcels.gpkg\n"
                   "  stratum-field: ldlr\n  plots: plots.csv\n  trees: trees.csv\n"
                   "  height-model: given\n  confidence: 0.90\n")
    return base


def estimate(parcels="parcels.gpkg", trees="trees.csv", *more):
    return ["estimate", "--parcels", parcels, "--stratum-field", "ldlr", "--plots", "plots.csv",
            "--trees", trees, "--strata", "strata.csv", "--height-model", "given", *more]


def zonal(raster="agb.tif"):
    return ["zonal", "--zones", "parcels.gpkg", "--raster", raster]


class Outcome:
    """Exit code (negative: a signal), seconds, peak MB, standard error, result folder."""

    def __init__(self, tool, words, folder):
        self.words = words + ["--quiet", "--lang", "en"]
        is_file = words[0] == "zonal"
        self.words += ["--out", "out.csv" if is_file else "out"]
        before = set(os.listdir(folder))
        with open(os.path.join(folder, ".errors"), "wb") as errors:
            process = subprocess.Popen(
                [tool, *self.words], cwd=folder, stdout=subprocess.DEVNULL, stderr=errors,
                preexec_fn=self.limit)
            try:
                self.wait(process)
            except Stopped:
                process.kill()
                process.wait()
                raise
        with open(os.path.join(folder, ".errors"), "rb") as errors:
            self.errors = errors.read(1 << 20).decode("utf-8", "replace")
        os.remove(os.path.join(folder, ".errors"))
        self.new = sorted(set(os.listdir(folder)) - before)
        self.folder = folder

    @staticmethod
    def limit():
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (16 << 30, 16 << 30))

    def wait(self, process):
        start = time.monotonic()
        killed = False
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = 0
                self.seconds = WALL_SECONDS if killed else usage.ru_utime + usage.ru_stime
                self.rss = usage.ru_maxrss / 1024
                self.code = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
                return
            if time.monotonic() - start > WALL_SECONDS and not killed:
                killed = True
                os.kill(process.pid, signal.SIGKILL)
            time.sleep(0.005)

    def complaint(self, allows_usage):
        """What is wrong with how the run ended; empty when nothing is."""
        if self.seconds > SECONDS:
            return "more than %d s" % SECONDS
        if self.code < 0:
            return "signal %d" % -self.code
        if self.code not in ((0, 1, 2, 3) if allows_usage else (0, 1, 3)):
            return "exit %d" % self.code
        if self.rss > RSS_MB:
            return "%d MB" % self.rss
        wanted = ["out"] if self.words[0] != "zonal" else ["out.csv", "out.run.json"]
        if self.code == 0 and self.new != wanted:
            return "left %s" % self.new
        if self.code == 0 and wanted == ["out"]:
            record = json.load(open(self.folder + "/out/run.json"))
            missing = [f["path"] for f in record["outputs"]
                       if not os.path.exists(self.folder + "/out/" + f["path"])]
            if missing:
                return "lacks %s" % missing
        if self.code != 0 and self.new:
            return "half-written %s" % self.new
        if self.code != 0 and not self.errors.strip():
            return "ended without a word"
        return ""

    def total(self):
        """Total t CO2e, and counts of findings by code."""
        if self.words[0] == "zonal":
            table = rows(self.folder + "/out.csv")
            record = json.load(open(self.folder + "/out.run.json"))
            total = sum(float(r["sum"] or 0) for r in table)
        else:
            record = json.load(open(self.folder + "/out/run.json"))
            total = json.load(open(self.folder + "/out/summary.json"))["total"]["co2e_t"]
        return total, record["findings"]["by_code"]


class Stopped(Exception):
    """Asked to end: the summary of what ran is still printed."""


def stop(number, frame):
    raise Stopped


def run(purpose, runs, cases):
    """`cases(random, base)` gives (name, words, damage(folder) -> description, must be noticed, usage allowed)."""
    wanted = options(purpose, runs)
    if not os.path.exists(wanted.tool):
        sys.exit("%s is not built; run make build" % wanted.tool)
    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    work = tempfile.mkdtemp(prefix="forestcarbon-damage-")
    keep = wanted.keep or os.path.join(tempfile.gettempdir(), "forestcarbon-failures")
    try:
        base = small_project(os.path.abspath(wanted.tool), work)
        return loop(wanted, os.path.abspath(wanted.tool), base, work, keep, cases)
    finally:
        shutil.rmtree(work, ignore_errors=True)


class Tally:
    """What ran and how it ended; printed at the end of the runs, whatever ends them."""

    def __init__(self):
        self.start = time.monotonic()
        self.runs = self.failures = 0
        self.slowest = self.largest = self.processor = 0.0
        self.kinds, self.codes, self.cases = {}, {}, {}

    def add(self, name, kind, state, outcome, problem):
        self.runs += 1
        self.failures += 1 if problem else 0
        self.slowest, self.largest = max(self.slowest, outcome.seconds), max(self.largest, outcome.rss)
        self.processor += outcome.seconds
        self.kinds[(kind, state)] = self.kinds.get((kind, state), 0) + 1
        self.codes[outcome.code] = self.codes.get(outcome.code, 0) + 1
        counts = self.cases.setdefault(name, {})
        ended = "FAILED" if problem else state
        counts[ended] = counts.get(ended, 0) + 1

    def report(self):
        print("%d runs, %d failures in %.1f minutes; processor time %.2f s a run, slowest %.1f s; largest %d MB" % (
            self.runs, self.failures, (time.monotonic() - self.start) / 60,
            self.processor / max(self.runs, 1), self.slowest, self.largest))
        print("exit codes: " + ", ".join("%s: %d" % pair for pair in sorted(self.codes.items())))
        for (kind, state), count in sorted(self.kinds.items()):
            print("  %s damage, %s: %d" % (kind, state, count))
        for name, counts in sorted(self.cases.items()):
            print("  %-16s %s" % (name, ", ".join("%s %d" % pair for pair in sorted(counts.items()))))
        sys.stdout.flush()


def undamaged(tool, words, base, work):
    """Total and findings of the project as it is; without them no damage to it can be judged."""
    shutil.copytree(base, work + "/clean")
    clean = Outcome(tool, words, work + "/clean")
    if clean.code != 0:
        print(clean.errors)
        sys.exit("the undamaged project fails: " + " ".join(words))
    total = clean.total()
    shutil.rmtree(work + "/clean")
    return total


def loop(wanted, tool, base, work, keep, cases):
    known, tally = {}, Tally()
    try:
        for number in range(wanted.first, wanted.first + wanted.runs):
            if wanted.minutes and time.monotonic() - tally.start > 60 * wanted.minutes:
                break
            chance = random.Random(wanted.seed * 1_000_003 + number)
            name, words, damage, kind, usage = cases(chance, base)
            key = tuple(words)
            if key not in known:
                known[key] = undamaged(tool, words, base, work)
            folder = work + "/run"
            shutil.copytree(base, folder)
            what = damage(folder)
            outcome = Outcome(tool, words, folder)
            problem, state = outcome.complaint(usage), "refused"
            if not problem and outcome.code == 0:
                state, problem = judged(outcome, known[key], kind)
            tally.add(name, kind, state, outcome, problem)
            if problem:
                place = os.path.join(keep, "%s-%d" % (name.replace("/", "_"), number))
                shutil.rmtree(place, ignore_errors=True)
                shutil.copytree(folder, place)
                print("FAILED run %d (--first %d --runs 1 --seed %d): %s: %s\n  %s\n  cd %s && forestcarbon %s" % (
                    number, number, wanted.seed, name, problem, what, place, " ".join(outcome.words)))
                sys.stdout.flush()
            shutil.rmtree(folder)
    except Stopped:
        print("stopped")
    tally.report()
    return 1 if tally.failures else 0


def judged(outcome, clean, kind):
    """How a result stands to that of the undamaged project, and what is wrong with that."""
    (old, old_counts), (total, counts) = clean, outcome.total()
    if total == old or (old and abs(total / old - 1) < 1e-9):
        return "same", ""
    if counts != old_counts:
        return "noticed", ""
    return "changed", "total %s became %s without a finding" % (old, total) if kind == "structure" else ""
