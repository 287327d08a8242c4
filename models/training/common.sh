# What the training scripts share: sourced by them.

step() {
    local what=$1 began=$SECONDS
    shift
    echo "$what"
    "$@"
    echo "$what: $((SECONDS - began)) s"
}

# prepare DATA [ENGINE…]: checks what is needed, builds what hears the recordings, and goes to this folder.
prepare() {
    local module set engine
    [ $# -ge 1 ] || { echo "Usage: $0 DATA [ENGINE…]" >&2; exit 2; }
    data=$(realpath "$1")
    cd "$(dirname "${BASH_SOURCE[0]}")"
    shift
    engines=("$@")
    [ $# -gt 0 ] || engines=(moonshine-base moonshine-tiny)
    models=${LIVECAPTIONS_MODELS:-$PWD/../weights}
    heads=$PWD/../heads
    python=${PYTHON:-/usr/bin/python3}
    listen=(dotnet LiveCaptions.Training/bin/Release/net10.0/LiveCaptions.Training.dll)
    for module in numpy soundfile; do
        "$python" -c "import $module" 2>/dev/null || { echo "$python lacks $module: apt-get install python3-$module" >&2; exit 1; }
    done
    for set in speakers emotion; do
        [ -f "$data/$set/manifest.jsonl" ] || { echo "$data/$set/manifest.jsonl is not there: DATA is the folder that holds it." >&2; exit 1; }
    done
    for engine in silero-vad "${engines[@]}"; do
        [ -d "$models/$engine" ] || { echo "$models/$engine is not there: ./livecaptions models pull $engine" >&2; exit 1; }
    done
    work=${WORK:-$(mktemp -d)}
    step "build" dotnet build LiveCaptions.Training -c Release -v quiet -nodeReuse:false
}
