"""Prints the numbers that matter of an estimate, and where its layer is."""

import json
import os
import sys

folder = sys.argv[1]
with open(os.path.join(folder, "summary.json"), encoding="utf-8") as file:
    summary = json.load(file)
total = summary["total"]
level = f"{100 * total['confidence']:.0f}%"
print()
print("The three numbers that matter (invented data):")
print(f"  stock      {total['co2e_t']:,.0f} t CO2e")
print(
    f"  interval   {total['co2e_low_t']:,.0f} to {total['co2e_high_t']:,.0f} t CO2e "
    f"({level} confidence, {total['interval_kind']} error only)"
)
print(f"  land       {summary['accounted_ha']:,.1f} ha accounted for, {summary['excluded_ha']:,.1f} ha excluded")
print(f"Open in QGIS: {os.path.abspath(os.path.join(folder, 'parcels.gpkg'))}")
