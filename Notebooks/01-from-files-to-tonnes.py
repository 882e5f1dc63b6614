# %% [markdown]
# # From files to tonnes
#
# How do plots, trees and parcels become t CO2e with an interval, and can you trust the arithmetic? This
# notebook runs `forestcarbon` on the sample project and then computes the main steps again by hand. Every
# step that is computed twice ends with an `assert`: when the notebook runs to its end, both agree.
#
# The sample project is invented data with a known truth. All figures are estimates; they have not been
# verified and are not issued credits. Only the Python standard library and matplotlib are used: a
# GeoPackage is an SQLite file, so no geodata library is needed to read it.
#
# *Tiếng Việt: sổ tay này chạy `forestcarbon` trên dự án mẫu (số liệu giả định), rồi tính lại từng bước từ
# cây đến tấn CO₂ tương đương. Hướng dẫn bằng tiếng Việt: `docs/guide/vi/first-hour.md`.*
#
# ## 1. Find the tool
#
# The tool is looked for in the environment variable `FORESTCARBON`, then in `.build/release` of this folder
# and the folders above it, then on the `PATH`. Results go to a temporary folder.

# %%
import csv
import json
import math
import os
import shutil
import sqlite3
import statistics
import struct
import subprocess
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
from matplotlib.collections import PathCollection
from matplotlib.path import Path as Outline


def find_tool(folders):
    """The forestcarbon tool, or an error that says what to do."""
    stated = os.environ.get("FORESTCARBON")
    if stated:
        found = shutil.which(stated)
        if not found:
            raise FileNotFoundError(f"FORESTCARBON is set to {stated}, where there is no program.")
        return os.path.abspath(found)
    for folder in folders:
        if os.access(folder / ".build/release/forestcarbon", os.X_OK):
            return str(folder / ".build/release/forestcarbon")
    found = shutil.which("forestcarbon")
    if not found:
        raise FileNotFoundError(
            "forestcarbon was not found. Build it with `make build` in the project folder,"
            " or set the environment variable FORESTCARBON to the tool before Jupyter is started."
        )
    return found


folders = [Path.cwd(), *Path.cwd().parents]
project = next((f / "SampleData/sonla" for f in folders if (f / "SampleData/sonla").is_dir()), None)
if project is None:
    raise FileNotFoundError("SampleData/sonla was not found: open this notebook from the project folder.")
tool = find_tool(folders)
temporary = tempfile.TemporaryDirectory()
results = Path(temporary.name)


def run(verb, *options):
    """Runs a verb with --json; returns the exit code and the object that was printed."""
    command = [tool, verb, str(project), "--json", "--lang", "en", *options]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode > 1:
        raise RuntimeError(done.stdout + done.stderr)
    return done.returncode, json.loads(done.stdout)


def table(path):
    """The rows of a CSV file, as dictionaries of text."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


version = subprocess.run([tool, "--version"], capture_output=True, text=True, check=True)
print("forestcarbon", version.stdout.strip())

# %% [markdown]
# ## 2. Look at the inputs
#
# Five tables and one layer of parcels. `strata.csv` says which class of land counts as which stratum and how:
# `sampled` (its plots give the mean), `merged` (counts as part of another stratum), `table` (a factor gives
# the mean) or `excluded`.

# %%
for name in ("plots", "trees", "wood_density", "strata", "stock"):
    rows = table(project / f"inputs/{name}.csv")
    print(f"{name}.csv: {len(rows):,} rows; first row:")
    print("   " + ", ".join(f"{key}={value}" for key, value in rows[0].items() if value))

# %% [markdown]
# ## 3. Check, then estimate
#
# `check` lists every finding and writes nothing; the exit code is 0 when there is no error and 1 when there
# is one. `estimate` computes and writes. A warning or a note does not stop it: read them all the same.

# %%
code, checked = run("check")
print("check: exit code", code)
for finding, count in sorted(checked["findings"]["by_code"].items()):
    print(f"   {count:4} x {finding}")

code, estimated = run("estimate", "--out", str(results / "90"), "--confidence", "0.90")
assert code == 0, "there are errors in the data: run check and read the findings"
summary = json.loads((results / "90/summary.json").read_text(encoding="utf-8"))
total = summary["total"]
print(f"estimate: exit code {code}")
print(f"   stock      {total['co2e_t']:,.0f} t CO2e")
print(f"   interval   {total['co2e_low_t']:,.0f} to {total['co2e_high_t']:,.0f} t CO2e"
      f" ({total['confidence']:.0%} confidence)")
print(f"   land       {summary['accounted_ha']:,.1f} ha accounted for, {summary['excluded_ha']:,.1f} ha excluded")
print("   not in the interval:", ", ".join(summary["error_sources_not_included"]))


# %% [markdown]
# ## 4. The map: parcels by t CO2e per hectare
#
# `parcels.gpkg` holds the polygons and all columns of `parcels.csv`. All parcels of one stratum have the same
# figure per hectare: it is the mean of the plots of that stratum, not a measurement of the parcel. Grey parcels
# have no figure; most of them are excluded.

# %%
def outline(blob):
    """The rings of a GeoPackage polygon or multipolygon as one outline."""
    position = 8 + {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[blob[3] >> 1 & 7]
    vertices, codes = [], []

    def number():
        nonlocal position
        (value,) = struct.unpack_from("<I", blob, position)
        position += 4
        return value

    def geometry():
        nonlocal position
        assert blob[position] == 1, "little-endian geometry expected"
        position += 1
        kind = number()
        for _ in range(number()):
            if kind == 6:  # multipolygon: a list of polygons
                geometry()
                continue
            assert kind == 3, "polygon expected"
            count = number()
            ring = list(struct.iter_unpack("<dd", blob[position : position + 16 * count]))
            position += 16 * count
            vertices.extend(ring)
            codes.extend([Outline.MOVETO] + [Outline.LINETO] * (count - 2) + [Outline.CLOSEPOLY])

    geometry()
    return Outline(vertices, codes)


with sqlite3.connect(results / "90/parcels.gpkg") as database:
    parcels = database.execute("SELECT geom, co2e_t_ha, co2e_t FROM parcels").fetchall()
known = [row for row in parcels if row[1] is not None]
unknown = [row for row in parcels if row[1] is None]

figure, axes = plt.subplots(figsize=(9, 8))
axes.add_collection(PathCollection([outline(row[0]) for row in unknown], facecolors="0.88", edgecolors="none"))
filled = PathCollection([outline(row[0]) for row in known], cmap="YlGn", edgecolors="0.4", linewidths=0.15)
filled.set_array([row[1] for row in known])
filled.set_clim(vmin=0)
axes.add_collection(filled)
axes.autoscale_view()
axes.set_aspect("equal")
axes.set_xlabel("east (m)")
axes.set_ylabel("north (m)")
axes.ticklabel_format(style="plain")
axes.set_title("Estimated stock by parcel (invented data)")
figure.colorbar(filled, label="t CO2e/ha", shrink=0.7)
plt.show()

# Tonnes add up over parcels; intervals do not.
assert math.isclose(sum(row[2] for row in known), total["co2e_t"], rel_tol=1e-9)
print(f"{len(parcels):,} parcels, {len(known):,} with a figure; their tonnes add up to the total")

# %% [markdown]
# ## 5. The strata and their intervals
#
# Here the uncertainty comes in: the interval says where the mean of a stratum lies, as far as its plots can
# tell. Few plots, or plots that differ much, make it wide. Hollow marks are strata without plots: they take a
# factor from `stock.csv`.

# %%
strata = [row for row in table(results / "90/strata.csv") if row["treatment"] != "excluded"]
figure, axes = plt.subplots(figsize=(8, 0.5 * len(strata) + 1))
for height, row in enumerate(reversed(strata)):
    mean, low, high = (float(row[key]) for key in ("co2e_t_ha", "co2e_low_t_ha", "co2e_high_t_ha"))
    sampled = row["treatment"] == "sampled"
    axes.plot([low, high], [height, height], color="C2", linewidth=2)
    axes.plot(mean, height, "o", color="C2", markerfacecolor="C2" if sampled else "white")
axes.set_yticks(range(len(strata)))
axes.set_yticklabels(
    [f"{row['stratum']} ({row['n_plots']} plots)" if row["treatment"] == "sampled" else f"{row['stratum']} (factor)"
     for row in reversed(strata)]
)
axes.set_xlim(left=0)
axes.set_xlabel(f"t CO2e/ha, mean and {total['confidence']:.0%} confidence interval")
plt.show()

# %% [markdown]
# ## 6. From trees to one plot, by hand
#
# The plot with the most biomass. Each tree: AGB = 0.0673 (ρ D² H)^0.976 in kg (Chave et al. 2014, Eq. 4). Each
# tree stands for a number of trees per hectare: its `expansion_per_ha` where the input gives one, else 1 ÷ plot
# area. Then below-ground biomass by the root:shoot ratio, carbon, CO2e; the constants are those that
# `summary.json` lists with their sources.

# %%
plots = {row["plot_id"]: row for row in table(results / "90/plots.csv")}
trees = [row for row in table(results / "90/trees.csv") if row["agb_kg"]]
inputs = table(project / "inputs/trees.csv")
given = {(row["plot_id"], row["tree_id"]): row["expansion_per_ha"] for row in inputs}
plot = max(plots.values(), key=lambda row: float(row["agb_mg_ha"] or 0))
stems = [row for row in trees if row["plot_id"] == plot["plot_id"]]
per_ha = [float(given[row["plot_id"], row["tree_id"]] or 1 / float(plot["area_ha"])) for row in stems]

measures = [[float(row[c]) for c in ("wood_density_g_cm3", "dbh_cm", "height_m")] for row in stems]
kg = [0.0673 * (density * diameter**2 * height) ** 0.976 for density, diameter, height in measures]
agb = sum(mass * times for mass, times in zip(kg, per_ha)) / 1000
bgb = agb * (0.24 if agb >= 125 else 0.20)
carbon = (agb + bgb) * 0.47
co2e = carbon * 44 / 12

assert all(math.isclose(mass, float(row["agb_kg"]), rel_tol=1e-9) for mass, row in zip(kg, stems))
for column, value in {"agb_mg_ha": agb, "bgb_mg_ha": bgb, "carbon_mg_ha": carbon, "co2e_t_ha": co2e}.items():
    assert math.isclose(value, float(plot[column]), rel_tol=1e-9), column
print(f"plot {plot['plot_id']}, stratum {plot['stratum']}, {len(stems)} live trees")
print(f"   {agb:.2f} Mg AGB/ha + {bgb:.2f} Mg BGB/ha = {carbon:.2f} Mg C/ha = {co2e:.2f} t CO2e/ha, as in plots.csv")

# %% [markdown]
# ## 7. From plots to the strata, by hand
#
# The mean of a stratum is the mean of its plots; its standard error is the standard deviation between the plots
# divided by √n. That is all that `strata.csv` knows about a sampled stratum.

# %%
for row in (row for row in strata if row["treatment"] == "sampled"):
    values = [float(p["co2e_t_ha"]) for p in plots.values() if p["stratum"] == row["stratum"]]
    mean = statistics.fmean(values)
    error = statistics.stdev(values) / math.sqrt(len(values))
    assert len(values) == int(row["n_plots"])
    assert math.isclose(mean, float(row["co2e_t_ha"]), rel_tol=1e-9)
    assert math.isclose(error, float(row["co2e_se_t_ha"]), rel_tol=1e-9)
    print(f"{row['stratum']:5} {len(values):3} plots   mean {mean:7.2f}   SE {error:6.2f} t CO2e/ha, as in strata.csv")


# %% [markdown]
# ## 8. From the strata to the total and its interval, by hand
#
# Total = sum of hectares × mean. Strata are independent, so variances add up (not intervals): SE = √ Σ (ha ×
# SE)². The half-width is t × SE. The degrees of freedom follow Satterthwaite; Student's t comes from a numerical
# integral, so no statistics library is needed.

# %%
def student_t(level, df):
    """Two-sided quantile of Student's t, by Simpson's rule and bisection."""
    constant = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi)

    def inside(limit, steps=2000):
        xs = [limit * i / steps for i in range(steps + 1)]
        ys = [constant * (1 + x * x / df) ** (-(df + 1) / 2) for x in xs]
        return 2 * limit / steps / 3 * (ys[0] + 4 * sum(ys[1::2]) + 2 * sum(ys[2:-1:2]) + ys[-1])

    low, high = 0.0, 100.0
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        low, high = (middle, high) if inside(middle) < level else (low, middle)
    return (low + high) / 2


stock = sum(float(row["area_ha"]) * float(row["co2e_t_ha"]) for row in strata)
variances = [(float(row["area_ha"]) * float(row["co2e_se_t_ha"] or 0)) ** 2 for row in strata]
error = math.sqrt(sum(variances))
# A factor brings a variance, but no degrees of freedom of its own.
df = sum(variances) ** 2 / sum(v**2 / float(r["df"]) for v, r in zip(variances, strata) if r["df"])
half = student_t(total["confidence"], df) * error

for name, value in {"co2e_t": stock, "co2e_se_t": error, "df": df, "half_width_t": half}.items():
    assert math.isclose(value, total[name], rel_tol=1e-9), name
print(f"total {stock:,.0f} t CO2e, SE {error:,.0f}, df {df:.1f}, t {half / error:.4f}")
print(f"{total['confidence']:.0%} interval: {stock - half:,.0f} to {stock + half:,.0f} t CO2e, as in summary.json")
for row, variance in sorted(zip(strata, variances), key=lambda pair: -pair[1]):
    print(f"   {row['stratum']:5} {variance / sum(variances):6.1%} of the variance")

# %% [markdown]
# ## 9. Compare with the truth
#
# Only invented data have a known truth: `truth.json`. z = (estimate − truth) ÷ SE says how many standard errors
# the estimate is away from it. |z| below about 2 is what chance alone does; a larger one now and then is normal
# among many strata, and a large one for the total would be a reason to look for a fault. A 90% interval is made
# to miss the truth one time in ten, so a stratum outside its interval is no surprise.
#
# One sample proves little. For `truth.json` the sampling was therefore drawn anew many times. *Coverage* is the
# share of the 90% intervals that held the truth. *Bias* is what does not average out: one height model for all
# strata and mean wood densities can pull a single stratum to one side. No interval here shows that.

# %%
truth = json.loads((project / "truth.json").read_text(encoding="utf-8"))
print(f"{'':8}{'estimate':>12}{'truth':>12}{'z':>7}   interval holds the truth?")
for row in strata:
    true = truth["by_stratum"][row["stratum"]]["co2e_t"]
    z = (float(row["co2e_t"]) - true) / (float(row["area_ha"]) * float(row["co2e_se_t_ha"]))
    held = float(row["co2e_low_t"]) <= true <= float(row["co2e_high_t"])
    print(f"{row['stratum']:8}{float(row['co2e_t']):12,.0f}{true:12,.0f}{z:+7.2f}   {'yes' if held else 'no'}")
true = truth["total_accounted"]["co2e_t"]
z = (total["co2e_t"] - true) / total["co2e_se_t"]
held = total["co2e_low_t"] <= true <= total["co2e_high_t"]
print(f"{'total':8}{total['co2e_t']:12,.0f}{true:12,.0f}{z:+7.2f}   {'yes' if held else 'no'}")

again = truth["repeated_sampling"]
for key, meaning in {"true_trees": "sampling error alone", "full_pipeline": "all steps of the tool"}.items():
    case = again[key]
    print(f"{meaning}: {case['samples']:,} samples, bias {case['bias_percent']:+.1f}%,"
          f" coverage of 90% intervals {case['coverage_90']:.1%}")
    print("   bias of AGB by stratum:", ", ".join(
        f"{name} {mean / true_mean - 1:+.1%}"
        for name, mean, true_mean in zip(again["strata"], case["mean_agb_mg_ha"], again["true_agb_mg_ha"])
    ))

# %% [markdown]
# ## 10. Change the confidence level and see what moves
#
# The same data with 80%, 90% and 95% confidence. The mean and the standard error are a property of the data and do
# not move. Only the half-width does: more confidence is paid for with a wider interval, not with better knowledge.
# Only more plots, or better strata, make the standard error smaller.

# %%
figure, axes = plt.subplots(figsize=(8, 2.4))
for height, level in enumerate((0.80, 0.90, 0.95)):
    code, answer = run("estimate", "--confidence", f"{level:.2f}", "--out", str(results / f"{level:.2f}"))
    other = answer["summary"]["total"]
    assert code == 0 and other["co2e_t"] == total["co2e_t"] and other["co2e_se_t"] == total["co2e_se_t"]
    assert math.isclose(other["half_width_t"], student_t(level, df) * error, rel_tol=1e-9)
    print(f"{level:.0%}: {other['co2e_t']:,.0f} ± {other['half_width_t']:,.0f} t CO2e"
          f" (± {other['half_width_percent']:.1f}%), SE {other['co2e_se_t']:,.0f}")
    axes.errorbar(other["co2e_t"], height, xerr=other["half_width_t"], fmt="o", color="C2", capsize=4)
axes.axvline(true, color="0.4", linestyle="--", label="truth (known only for invented data)")
axes.set_yticks(range(3))
axes.set_yticklabels(["80%", "90%", "95%"])
axes.set_ylim(-0.6, 3.6)
axes.ticklabel_format(axis="x", style="plain")
axes.set_xlabel("t CO2e")
axes.legend(loc="upper left", fontsize="small")
plt.show()
temporary.cleanup()
