#!/bin/sh
# Installs the Debian packages that the build needs and that are not there yet. Without root rights it
# uses sudo; without sudo it prints the line to type and ends with 3.
# Usage: packages.sh         what the build needs
#        packages.sh tests   the database for the tests of PostGIS; without it these tests are skipped and say so
set -eu

# GDAL, PROJ and SQLite to build; pandoc, WeasyPrint, rsvg-convert and fonts with Vietnamese letters for
# the documents; Python for the notebooks.
wanted="libgdal-dev libproj-dev pkg-config libsqlite3-dev python3 python3-venv pandoc weasyprint librsvg2-bin \
fonts-liberation2 fonts-dejavu-core"
if [ "${1:-}" = tests ]; then
  if sh "$(dirname "$0")/postgres.sh" installed; then exit 0; fi
  wanted="postgresql-postgis"
fi
missing=""
for package in $wanted; do
  if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed'; then
    missing="$missing $package"
  fi
done
if ! command -v swift >/dev/null 2>&1; then
  echo "Swift 6.3 is needed and was not found on the PATH; see https://www.swift.org/install" >&2
  exit 3
fi
[ -n "$missing" ] || exit 0

echo "==> installing Debian packages:$missing"
line="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" -eq 0 ]; then
  run=""
elif command -v sudo >/dev/null 2>&1; then
  run="sudo"
else
  echo "These packages are missing. As root, type:" >&2
  echo "  apt-get update && $line" >&2
  exit 3
fi
$run apt-get update -q || { echo "apt-get update failed; without a network, install:$missing" >&2; exit 3; }
DEBIAN_FRONTEND=noninteractive $run $line || exit 3
