#!/usr/bin/env bash
# train.sh DATA [ENGINE…]: from recordings of many voices to models/heads/speaker-ENGINE.json, on the CPU. See README.md.
#   DATA     folder with speakers/ and emotion/, each with a manifest.jsonl
#   ENGINE   moonshine-base and moonshine-tiny unless named
# WORK (default: a folder in /tmp) takes about 2 GB; LIVECAPTIONS_MODELS and PYTHON as usual.
set -euo pipefail

. "$(dirname "$0")/common.sh"
prepare "$@"
taps=/layers.0/Add_1_output_0,/layers.1/Add_1_output_0

step "conversations" "$python" conversations.py "$data" "$work/conversations"
for engine in "${engines[@]}"; do
    step "$engine: features" "${listen[@]}" voices "$models" "$engine" "$taps" "$work/conversations/list" "$work/$engine"
    step "$engine: head" "$python" train.py "$engine" "$taps" "$work/conversations/labels.jsonl" "$work/$engine" "$heads/speaker-$engine.json"
done
echo "Kept for a look: $work"
