#!/usr/bin/env bash
# train-emotion.sh DATA [ENGINE…]: from acted and read speech to models/heads/emotion-ENGINE.json, on the CPU. See README.md.
#   DATA     folder with speakers/ and emotion/, each with a manifest.jsonl
#   ENGINE   moonshine-base and moonshine-tiny unless named
# WORK (default: a folder in /tmp) takes about 0.3 GB; LIVECAPTIONS_MODELS and PYTHON as usual.
set -euo pipefail
. "$(dirname "$0")/common.sh"
prepare "$@"

# The layers that heads of speakers left out did best on.
taps() {
    case $1 in
        moonshine-base) echo /layers.3/Add_1_output_0 ;;
        *) echo /layers.2/Add_1_output_0,/layers.3/Add_1_output_0 ;;
    esac
}

step "clips" "$python" emotion_clips.py "$data" "$work/clips"
for engine in "${engines[@]}"; do
    step "$engine: features" "${listen[@]}" emotions "$models" "$engine" "$(taps "$engine")" "$work/clips/list" "$work/$engine"
    step "$engine: head" "$python" emotion.py "$engine" "$(taps "$engine")" "$work/clips/labels.jsonl" "$work/$engine" "$heads/emotion-$engine.json"
done
echo "Kept for a look: $work"
