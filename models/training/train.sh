#!/usr/bin/env bash
# train.sh DATA [ENGINE…]: from recordings of many voices to models/heads/speaker-ENGINE.json, on the CPU. See README.md.
#   DATA     folder with speakers/ and emotion/, each with a manifest.jsonl
#   ENGINE   moonshine-base and moonshine-tiny unless named
# WORK (default: a folder in /tmp) takes about 2 GB; LIVECAPTIONS_MODELS and PYTHON as usual.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
[ $# -ge 1 ] || { echo "Usage: $0 DATA [ENGINE…]" >&2; exit 2; }
data=$1
shift
[ $# -gt 0 ] || set -- moonshine-base moonshine-tiny
models=${LIVECAPTIONS_MODELS:-$here/../weights}
python=${PYTHON:-/usr/bin/python3}
work=${WORK:-$(mktemp -d)}
taps=/layers.0/Add_1_output_0,/layers.1/Add_1_output_0

for module in numpy soundfile; do
    "$python" -c "import $module" 2>/dev/null || { echo "$python lacks $module: apt-get install python3-$module" >&2; exit 1; }
done
for set in speakers emotion; do
    [ -f "$data/$set/manifest.jsonl" ] || { echo "$data/$set/manifest.jsonl is not there: DATA is the folder that holds it." >&2; exit 1; }
done
for engine in silero-vad "$@"; do
    [ -d "$models/$engine" ] || { echo "$models/$engine is not there: ./livecaptions models pull $engine" >&2; exit 1; }
done

step() {
    local what=$1 began=$SECONDS
    shift
    echo "$what"
    "$@"
    echo "$what: $((SECONDS - began)) s"
}

cd "$here"
step "build" dotnet build LiveCaptions.Training -c Release -v quiet -nodeReuse:false
step "conversations" "$python" conversations.py "$data" "$work/conversations"
for engine in "$@"; do
    step "$engine: features" dotnet LiveCaptions.Training/bin/Release/net10.0/LiveCaptions.Training.dll "$models" "$engine" "$taps" "$work/conversations/list" "$work/$engine"
    step "$engine: head" "$python" train.py "$engine" "$taps" "$work/conversations/labels.jsonl" "$work/$engine" "$here/../heads/speaker-$engine.json"
done
echo "Kept for a look: $work"
