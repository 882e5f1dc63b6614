#!/usr/bin/env bash
# Executes every notebook of Notebooks/ in a virtual environment of its own; fails on the first error of a
# cell, on outputs in the committed file, and where a notebook and its text twin (.py) differ.
# Usage: notebooks.sh              run and check (make notebooks)
#        notebooks.sh from-ipynb   clear the outputs and write the twins anew, after work in Jupyter
#        notebooks.sh from-py      write the notebooks anew, after work on the twins
# The first run needs a network for pip; later ones do not. Exit code 1: a notebook failed; 3: something is
# missing on this machine.
set -euo pipefail
cd "$(dirname "$0")/../.."
mode=${1:-run}
environment=$PWD/.build/notebooks-venv
python=$environment/bin/python
list=Notebooks/requirements.txt

if [ ! -x "$python" ] || ! "$python" -c 'import pip' 2>/dev/null; then
  if ! python3 -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Notebooks need Python 3.11 or later with venv: apt-get install python3-venv" >&2
    exit 3
  fi
  rm -rf "$environment"
  python3 -m venv "$environment"
fi
if ! cmp -s "$list" "$environment/installed.txt"; then
  echo "==> installing the Python packages of $list into .build/notebooks-venv (once)"
  rm -f "$environment/installed.txt"
  if ! "$python" -m pip install --quiet --disable-pip-version-check --no-input -r "$list"; then
    echo "pip could not install $list; the first run needs a network" >&2
    exit 3
  fi
  cp "$list" "$environment/installed.txt"
fi

if [ "$mode" = run ] && [ -z "${FORESTCARBON:-}" ] && [ ! -x .build/release/forestcarbon ] \
  && ! command -v forestcarbon >/dev/null; then
  echo "The tool was not found; run make build, or set FORESTCARBON" >&2
  exit 3
fi

# Nothing is read from, or left in, the home folder.
export IPYTHONDIR=$environment/ipython JUPYTER_CONFIG_DIR=$environment/jupyter \
  JUPYTER_DATA_DIR=$environment/jupyter JUPYTER_RUNTIME_DIR=$environment/jupyter/runtime \
  MPLCONFIGDIR=$environment/matplotlib JUPYTER_PREFER_ENV_PATH=1 PYDEVD_DISABLE_FILE_VALIDATION=1
unset PYTHONPATH PYTHONHOME MPLBACKEND

"$python" - "$mode" <<'PY'
import sys
import time
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

mode = sys.argv[1]
folder = Path("Notebooks")


def plain(notebook):
    """A notebook without outputs, counters and whatever the machine left in it; ids are counted."""
    cells = []
    for number, cell in enumerate(notebook.cells, 1):
        fresh = {
            "code": nbformat.v4.new_code_cell,
            "markdown": nbformat.v4.new_markdown_cell,
            "raw": nbformat.v4.new_raw_cell,
        }[cell.cell_type](cell.source)
        fresh["id"] = f"cell-{number:02}"
        cells.append(fresh)
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def content(notebook):
    return [(cell.cell_type, cell.source.strip()) for cell in notebook.cells]


def write_notebook(notebook, path):
    path.write_text(nbformat.writes(plain(notebook)).rstrip("\n") + "\n", encoding="utf-8")


def write_twin(notebook, path):
    bare = plain(notebook)
    bare.metadata = {"jupytext": {"notebook_metadata_filter": "-all", "cell_metadata_filter": "-all"}}
    path.write_text(jupytext.writes(bare, fmt="py:percent"), encoding="utf-8")


def faults(path):
    """What is wrong with a notebook; executes it."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    twin = path.with_suffix(".py")
    if any(cell.cell_type == "code" and (cell.outputs or cell.execution_count) for cell in notebook.cells):
        yield "holds outputs; clear them: bash Tests/Scripts/notebooks.sh from-ipynb"
    if not twin.is_file():
        yield f"has no text twin {twin.name}: bash Tests/Scripts/notebooks.sh from-ipynb"
    else:
        left, right = content(notebook), content(jupytext.read(twin, fmt="py:percent"))
        if left != right:
            pairs = zip(left, right)
            first = next((n for n, (a, b) in enumerate(pairs, 1) if a != b), min(len(left), len(right)) + 1)
            yield (
                f"and {twin.name} differ from cell {first} on: bash Tests/Scripts/notebooks.sh"
                " from-ipynb or from-py, whichever was edited last"
            )
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--IPKernelApp.log_level=ERROR"],  # no remarks on loopback connections
    )
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        yield f"failed:\n{error}"


if mode == "from-py":
    for path in sorted(folder.glob("*.py")):
        write_notebook(jupytext.read(path, fmt="py:percent"), path.with_suffix(".ipynb"))
elif mode == "from-ipynb":
    for path in sorted(folder.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        write_notebook(notebook, path)
        write_twin(notebook, path.with_suffix(".py"))
elif mode == "run":
    failed = False
    for path in sorted(folder.glob("*.ipynb")):
        start = time.monotonic()
        found = list(faults(path))
        print(f"{'FAILED' if found else 'ok    '} {path} ({time.monotonic() - start:.1f} s)", flush=True)
        for fault in found:
            print(f"{path} {fault}", file=sys.stderr)
        failed = failed or bool(found)
    for path in sorted(folder.glob("*.py")):
        if not path.with_suffix(".ipynb").is_file():
            print(f"{path} has no notebook: bash Tests/Scripts/notebooks.sh from-py", file=sys.stderr)
            failed = True
    sys.exit(1 if failed else 0)
else:
    print(f"unknown argument {mode}: run, from-ipynb or from-py", file=sys.stderr)
    sys.exit(2)
PY
