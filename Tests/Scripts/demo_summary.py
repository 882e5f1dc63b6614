"""Prints the numbers that matter of an estimate, and where its layer is."""

import json
import os
import sys

folder = sys.argv[1]
with open(os.path.join(folder, "summary.json"), encoding="utf-8") as file:
    summary = json.load(file)
total = summary["total"]
level = f"{100 * total['confidence']:.0f}%"
locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
layer = os.path.abspath(os.path.join(folder, "parcels.gpkg"))
shares = {entry["source"]: entry["variance_share"] for entry in summary["error_sources"]}
has_factors = (shares.get("stock factors") or 0) > 0
page = os.path.abspath(os.path.join(folder, "report.html"))


def number(value, decimals=0):
    """1,234.5 in English, 1.234,5 in Vietnamese."""
    text = f"{value:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if locale.startswith("vi") else text


stock, low, high = (number(total[key]) for key in ("co2e_t", "co2e_low_t", "co2e_high_t"))
accounted, excluded = (number(summary[key], 1) for key in ("accounted_ha", "excluded_ha"))
if locale.startswith("vi"):
    print(
        f"""
Ba con số chính (số liệu giả định):
  trữ lượng   {stock} tCO₂tđ
  khoảng      {low} đến {high} tCO₂tđ (độ tin cậy {level}, chỉ gồm sai số lấy mẫu{" và hệ số trữ lượng" if has_factors else ""})
  diện tích   {accounted} ha được tính, {excluded} ha loại trừ
Đọc kết quả:   {page}
Mở bằng QGIS: {layer}"""
    )
else:
    print(
        f"""
The three numbers that matter (invented data):
  stock      {stock} t CO2e
  interval   {low} to {high} t CO2e ({level} confidence, error of sampling{" and stock factors" if has_factors else ""} only)
  land       {accounted} ha accounted for, {excluded} ha excluded
Read the page: {page}
Open in QGIS: {layer}"""
    )
