# %% [markdown]
# # Does this equation fit my forest?
#
# An allometric equation was fitted on trees that were felled and weighed somewhere. Is it right here? With a
# few dozen weighed trees of your own you can see: by site, by diameter class, and for the total. This notebook
# holds several equations against weighed trees with `forestcarbon allometry validate`, draws what it says, and
# computes the main figures again by hand.
#
# The trees of the sample project are invented: their biomass is that of Chave et al. 2014 Eq. 4 times an effect
# of the site (standard deviation 0.15 on the ln scale) and one of the tree (0.30). So the right answer is known:
# Eq. 4 fits on average and is wrong by site. Put the path of your own table into `weighed` below: columns
# `site`, `dbh_cm`, `height_m`, `wood_density_g_cm3`, `agb_kg` (names in common use are understood).
#
# *Tiếng Việt: sổ tay này so sánh phương trình sinh trắc với các cây đã chặt hạ và cân (số liệu giả định), theo
# địa điểm và theo cấp đường kính. Hãy thay đường dẫn `weighed` bằng bảng số liệu của bạn.*
#
# ## 1. Find the tool and the trees
#
# The tool is looked for in the environment variable `FORESTCARBON`, then in `.build/release` of this folder
# and the folders above it, then on the `PATH`.

# %%
import csv
import json
import math
import os
import shutil
import statistics
import subprocess
from pathlib import Path

import matplotlib.pyplot as plt

folders = [Path.cwd(), *Path.cwd().parents]


def find_tool():
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


tool = find_tool()
sample = next((f / "SampleData/sonla" for f in folders if (f / "SampleData/sonla").is_dir()), None)
if sample is None:
    raise FileNotFoundError("SampleData/sonla was not found: open this notebook from the project folder.")

weighed = sample / "inputs/weighed_trees.csv"  # your own table here
equations = ["CHAVE2014_EQ4", "UNREDD_VN_NE_DH", "BROWN1989_MOIST_DH"]

with open(weighed, encoding="utf-8-sig", newline="") as file:
    trees = list(csv.DictReader(file))
sites = sorted({tree["site"] for tree in trees})
print(f"{len(trees)} weighed trees of {len(sites)} sites")

# %% [markdown]
# ## 2. What the tool says
#
# * **bias**: sum of the predictions over sum of the weighed biomass, minus 1. It is what a total would be wrong by.
# * **RMS of ln**: root mean square of ln(weighed / predicted): how far single trees lie from the equation.

# %%
command = [tool, "allometry", "validate", "--json", "--lang", "en", "--trees", str(weighed)]
for name in equations:
    command += ["--equation", name]
done = subprocess.run(command, capture_output=True, text=True)
if done.returncode != 0:
    raise RuntimeError(done.stdout + done.stderr)
answer = json.loads(done.stdout)

print(f"{'equation':22}{'trees':>7}{'bias %':>9}{'RMS of ln':>11}")
for found in answer["equations"]:
    print(f"{found['equation']:22}{found['n']:7}{found['bias_percent']:9.1f}{found['rms_ln_ratio']:11.3f}")

# %% [markdown]
# ## 3. By site and by diameter class
#
# A good total can hide sites that are wrong by a quarter. What a project needs is the equation at *its* sites: the
# bars show the bias of every site. An error that all trees of a site share does not shrink with more trees; it
# belongs into the uncertainty of the project as one draw for all its trees.

# %%
figure, panels = plt.subplots(1, 2, figsize=(11, 0.35 * len(sites) + 2))
for place, found in enumerate(answer["equations"]):
    parts = sorted(found["by_site"], key=lambda part: part["site"])
    panels[0].plot([part["bias_percent"] for part in parts], range(len(parts)), "o", label=found["equation"])
    panels[1].plot(
        [part["bias_percent"] for part in found["by_diameter"]], range(len(found["by_diameter"])), "o", label=found["equation"])
panels[0].set_yticks(range(len(parts)), [part["site"] for part in parts])
classes = answer["equations"][0]["by_diameter"]
panels[1].set_yticks(
    range(len(classes)),
    [f"{part['d_from_cm']}–{part['d_below_cm']} cm" if part["d_below_cm"] else f"from {part['d_from_cm']} cm" for part in classes],
)
for panel, title in zip(panels, ("Bias by site (%)", "Bias by diameter class (%)")):
    panel.axvline(0, color="0.6", linewidth=0.8)
    panel.set_title(title)
panels[0].legend(fontsize=8)
figure.tight_layout()
plt.show()

# %% [markdown]
# ## 4. The same by hand
#
# Eq. 4 of Chave et al. 2014 is short: AGB = 0.0673 (WD H D²)^0.976 kg. Bias and RMS of ln are computed again for all
# trees and for every site; the assertions hold both against what the tool printed.

# %%
def eq4(tree):
    """Above-ground biomass of a tree, kg: Chave et al. 2014, Eq. 4."""
    density, height, dbh = (float(tree[key]) for key in ("wood_density_g_cm3", "height_m", "dbh_cm"))
    return 0.0673 * (density * height * dbh**2) ** 0.976


def bias(some):
    """Sum of predictions over sum of weights, minus 1, in percent."""
    return 100 * (sum(map(eq4, some)) / sum(float(tree["agb_kg"]) for tree in some) - 1)


def ln_ratios(some):
    return [math.log(float(tree["agb_kg"]) / eq4(tree)) for tree in some]


found = next(part for part in answer["equations"] if part["equation"] == "CHAVE2014_EQ4")
assert found["n"] == len(trees)
assert math.isclose(found["bias_percent"], bias(trees), rel_tol=1e-6, abs_tol=1e-9)
rms = math.sqrt(statistics.fmean(ratio**2 for ratio in ln_ratios(trees)))
assert math.isclose(found["rms_ln_ratio"], rms, rel_tol=1e-9)
for part in found["by_site"]:
    here = [tree for tree in trees if tree["site"] == part["site"]]
    assert part["n"] == len(here)
    assert math.isclose(part["bias_percent"], bias(here), rel_tol=1e-6, abs_tol=1e-9)
print("the table of the tool and the arithmetic here agree")

# %% [markdown]
# ## 5. How much of it is the site?
#
# If the equation were equally right everywhere, the means of ln(weighed / predicted) of the sites would scatter by
# chance alone: by the standard deviation of the trees over the root of their number. What they scatter more is
# the effect of the site. (A variance between groups; with few sites it is itself uncertain.)

# %%
groups = {site: ln_ratios([tree for tree in trees if tree["site"] == site]) for site in sites}
assert all(len(ratios) > 1 for ratios in groups.values()), "a site with one tree has no variance"
within = statistics.fmean(statistics.variance(ratios) for ratios in groups.values())
chance = within * statistics.fmean(1 / len(ratios) for ratios in groups.values())
means = [statistics.fmean(ratios) for ratios in groups.values()]
between = max(0.0, statistics.variance(means) - chance)
print(f"between trees of a site: SD {math.sqrt(within):.3f} on the ln scale")
print(f"between sites:           SD {math.sqrt(between):.3f} on the ln scale ({len(means)} sites)")
print(f"one site is off by about ±{100 * (math.exp(math.sqrt(between)) - 1):.0f} % even when the equation is right on average")

# %% [markdown]
# ## 6. The answer
#
# The mean of the sites with its interval (Student's t, sites as the units: the trees of one site are not independent).
# If the interval holds zero, these trees do not speak against the equation. They may not speak for it either: look
# how wide the interval is.

# %%
T95 = {2: 12.706, 3: 4.303, 4: 3.182, 5: 2.776, 6: 2.571, 7: 2.447, 8: 2.365, 9: 2.306, 10: 2.262, 11: 2.228, 12: 2.201,
       13: 2.179, 14: 2.160, 15: 2.145, 16: 2.131, 17: 2.120, 18: 2.110, 19: 2.101, 20: 2.093}
centre = statistics.fmean(means)
half = T95.get(len(means), 1.96) * statistics.stdev(means) / math.sqrt(len(means))
print(f"mean ln(weighed / predicted) of Eq. 4: {centre:+.3f} ± {half:.3f} (95 % confidence, {len(means)} sites)")
print("weighed trees lie", f"{100 * (math.exp(centre) - 1):+.0f} % from the equation on average")
if abs(centre) <= half:
    print("these trees do not speak against the equation")
else:
    print("the equation does not fit these sites: look for another one, or fit your own")
