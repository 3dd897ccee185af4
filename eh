#!/usr/bin/env bash
# The one command of the project: ./eh demo, ./eh test, ./eh <any verb of evenhand>.
# Needs Python 3.11 or later with pip, and nothing else: what it installs stays in .uv and .venv of this checkout.
# EVENHAND_PYTHON and EVENHAND_UV name a Python and a uv to use instead of those found here.
set -euo pipefail

here=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")" && pwd)
stamp="$here/.venv/.set-up-from"

fail() {
  printf 'eh: %s\n' "$*" >&2
  exit 1
}

# What the set-up was made from. The place counts too: a moved checkout has an environment that points elsewhere.
wanted() {
  printf '%s\n' "$here"
  cksum <"$here/uv.lock"
  cksum <"$here/pyproject.toml"
}

set_up_already() {
  [[ -x "$here/.venv/bin/python" && -f "$stamp" && "$(wanted)" == "$(cat "$stamp")" ]]
}

find_python() {
  local candidate
  for candidate in ${EVENHAND_PYTHON:+"$EVENHAND_PYTHON"} python3 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      "$candidate" -c 'import sys; print(sys.executable)'
      return
    fi
  done
  fail "Python 3.11 or later is needed, and $(python3 -V 2>/dev/null || echo "no Python") was found. Install one, or name it in EVENHAND_PYTHON."
}

# uv by pip into .uv: on Debian neither a plain pip install nor venv works. The link comes last, so that an
# installation cut short is never taken for a good one.
find_uv() {
  local python=$1 fresh
  if [[ ! -x "$here/.uv/tool/bin/uv" ]]; then
    "$python" -m pip --version >/dev/null 2>&1 ||
      fail "pip is missing from $python. Install it (Debian, Ubuntu: apt install python3-pip)."
    mkdir -p "$here/.uv"
    fresh=$(mktemp -d "$here/.uv/uv-XXXXXX")
    "$python" -m pip install --quiet --no-cache-dir --disable-pip-version-check --root-user-action=ignore --target "$fresh" uv >&2 ||
      fail "uv could not be installed (see above). Check the network and try again."
    ln -sfn "$(basename "$fresh")" "$here/.uv/tool"
  fi
  printf '%s\n' "$here/.uv/tool/bin/uv"
}

# Where the machine keeps its own list of authorities (a workplace often adds one), uv goes by it, as pip does.
# A home directory that cannot be written must not stop us.
suit_the_machine() {
  [[ ! -s /etc/ssl/certs/ca-certificates.crt ]] || export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}"
  local usual="${XDG_CACHE_HOME:-${HOME:-/dev/null}/.cache}/uv"
  if [[ -z "${UV_CACHE_DIR:-}" ]] && ! { mkdir -p "$usual" && [[ -w "$usual" ]]; } 2>/dev/null; then
    export UV_CACHE_DIR="$here/.uv/cache"
  fi
}

set_up() {
  local python uv
  python=$(find_python)
  if [[ -f "$stamp" ]]; then
    echo "Bringing the set-up up to date ..." >&2
  else
    echo "Setting up (once, about a minute) ..." >&2
  fi
  uv=${EVENHAND_UV:-$(find_uv "$python")}
  suit_the_machine
  unset VIRTUAL_ENV
  rm -f "$stamp"
  UV_PROJECT_ENVIRONMENT="$here/.venv" UV_PYTHON_DOWNLOADS=never \
    "$uv" sync --quiet --locked --project "$here" --python "$python" ||
    fail "The set-up did not finish (see above). Nothing is lost: run the same command again."
  wanted >"$stamp"
}

set_up_already || set_up
exec "$here/.venv/bin/evenhand" "$@"
