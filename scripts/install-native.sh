#!/usr/bin/env bash
# Installs the Debian packages that LiveCaptions needs and that are not here yet.
#   install-native.sh run      what the server and the commands need
#   install-native.sh test     that, and what the tests need (a browser, speech synthesis, PostgreSQL)
#   install-native.sh fuzz     what the server needs, and what fuzzing needs
# Silent when nothing is missing. Exit code 4, after one line that says what to type, when it may not install.
# Used by ./livecaptions, the Dockerfile and CI alike.
set -euo pipefail

packages=(ffmpeg libopus0 libgomp1)
[[ "${1:-run}" == test ]] && packages+=(chromium flite espeak-ng fonts-dejavu-core postgresql)
[[ "${1:-run}" == fuzz ]] && packages+=(afl++ jq)

here=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${packages[@]}" 2>/dev/null || true)
missing=()
for package in "${packages[@]}"; do
  grep -qx "$package installed" <<<"$here" || missing+=("$package")
done
[[ ${#missing[@]} -eq 0 ]] && exit 0

by_hand="sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}"
if ! command -v apt-get >/dev/null; then
  echo "livecaptions: missing: ${missing[*]}. This system has no apt-get: install them with its own package manager." >&2
  exit 4
elif [[ $(id -u) -eq 0 ]]; then
  as_root=()
elif sudo -n true 2>/dev/null; then
  as_root=(sudo -n)
else
  echo "livecaptions: missing: ${missing[*]}. Type: $by_hand" >&2
  exit 4
fi

echo "livecaptions: installing ${missing[*]} (apt-get)" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() { ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get "$@" >>"$log" 2>&1 </dev/null; }
if ! { install update && install install -y --no-install-recommends "${missing[@]}"; }; then
  echo "livecaptions: apt-get failed: $(grep -m1 '^E:' "$log" || tail -n1 "$log") Type: $by_hand" >&2
  exit 4
fi
