#!/usr/bin/env bash
# Fuzzes what takes bytes from strangers (tests/LiveCaptions.Fuzz) with AFL++ and SharpFuzz, guided by the edges that our own code runs through.
#   fuzz.sh                  an hour over all targets; the figures go to docs/results/fuzz.json
#   fuzz.sh 10 stun srtp     ten minutes over these; the figures go to artifacts/fuzz/fuzz.json
# A target per core at a time, each starting from its corpus, for an equal share of the time.
# Exit code 1 when something crashed, hung or couldn't be fuzzed: the inputs are in artifacts/fuzz/crashes and hangs.
set -euo pipefail

home=${LIVECAPTIONS_HOME:-$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")}
export LIVECAPTIONS_HOME=$home DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
source "$home/scripts/prepare.sh"
minutes=${1:-60}
folder=$artifacts/fuzz
corpus=$home/tests/LiveCaptions.Fuzz/Corpus
cores=$(nproc)
sharpfuzz_version=$(sed -n 's/.*"SharpFuzz" Version="\([^"]*\)".*/\1/p' "$home/Directory.Packages.props")

# AFL++ looks for its own instrumentation in what it starts, for a fixed clock rate, and for a core of its own: there are none of them here.
export AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1
# Memory that an input asks for is a crash, too.
export DOTNET_GCHeapHardLimit=0x20000000
# Longer than starting a .NET process takes on a busy machine, which is what follows every crash.
timeout_ms=5000

build() {
  require dotnet "LiveCaptions needs the .NET SDK 10."
  mkdir -p "$folder"
  [[ -x $folder/sharpfuzz-$sharpfuzz_version/sharpfuzz ]] || step sharpfuzz.log "installing SharpFuzz $sharpfuzz_version" \
    dotnet tool install SharpFuzz.CommandLine --version "$sharpfuzz_version" --tool-path "$folder/sharpfuzz-$sharpfuzz_version"
  rm -rf "$folder/bin"
  step fuzz-build.log "building the fuzz targets" \
    dotnet publish "$home/tests/LiveCaptions.Fuzz" -c Release -o "$folder/bin" -v quiet -nodeReuse:false -p:UseSharedCompilation=false
  # Of what isn't ours, only the DTLS handshake is worth guiding through.
  instrument LiveCaptions.Media && instrument LiveCaptions.Speech && instrument LiveCaptions.Captions && instrument LiveCaptions.Server \
    && instrument BouncyCastle.Cryptography Org.BouncyCastle.Tls
}

instrument() { # assembly [namespace]
  step "sharpfuzz-$1.log" "instrumenting $1" "$folder/sharpfuzz-$sharpfuzz_version/sharpfuzz" "$folder/bin/$1.dll" "${@:2}"
}

# The words of the corpus, so that mutations of text speak its language.
write_dictionary() { # target
  grep -aohE '[A-Za-z][A-Za-z0-9-]{2,24}' -r "$corpus/$1" | LC_ALL=C sort -u | head -n 200 | sed 's/.*/"&"/' >"$folder/findings/$1.dict" || true
}

fuzz() { # target seconds
  local findings=$folder/findings/$1 dictionary=()
  rm -rf "$findings"
  write_dictionary "$1"
  [[ -s $findings.dict ]] && dictionary=(-x "$findings.dict")
  say "$1, $2 s"
  afl-fuzz -i "$corpus/$1" -o "$findings" -V "$2" -t $timeout_ms -G 16384 -m none ${dictionary[@]+"${dictionary[@]}"} \
    -- dotnet "$folder/bin/LiveCaptions.Fuzz.dll" "$1" >"$artifacts/logs/fuzz-$1.log" 2>&1 </dev/null || true
  keep "$1" crashes
  keep "$1" hangs
}

# Under the hash of its content: the same input of another run is the same file.
keep() { # target crashes|hangs
  local input to=$folder/$2/$1
  for input in "$folder/findings/$1/default/$2"/id*; do
    [[ -e $input ]] || continue
    mkdir -p "$to"
    cp "$input" "$to/$(sha256sum "$input" | cut -c1-16)"
    say "$1: $to/$(sha256sum "$input" | cut -c1-16)"
  done
}

fuzz_all() { # seconds
  local target
  # A process group for each, so that nothing that was started outlives this.
  set -m
  trap 'for job in $(jobs -pr); do kill -- -"$job" 2>/dev/null || true; done' EXIT
  for target in "${targets[@]}"; do
    while [[ $(jobs -pr | wc -l) -ge $cores ]]; do wait -n || true; done
    fuzz "$target" "$1" &
  done
  wait
}

# What AFL++ counted: a line "name : value" each.
figures_of() { # target
  local stats=$folder/findings/$1/default/fuzzer_stats
  if [[ ! -e $stats ]]; then
    jq -n --arg target "$1" '{($target): {error: "not started"}}'
    return
  fi
  jq -nR --arg target "$1" --argjson seeds "$(find "$corpus/$1" -type f | wc -l)" '
    [inputs | capture("^(?<key>[a-z_]+) *: (?<value>.*)$")] | from_entries as $s | {($target): {
      seconds: $s.run_time | tonumber, executions: $s.execs_done | tonumber, executionsPerSecond: $s.execs_per_sec | tonumber | round,
      seeds: $seeds, corpus: $s.corpus_count | tonumber, edges: $s.edges_found | tonumber, stability: $s.stability,
      crashes: $s.saved_crashes | tonumber, hangs: $s.saved_hangs | tonumber}}' "$stats"
}

report() {
  local target
  for target in "${targets[@]}"; do figures_of "$target"; done | jq -s \
    --arg cpu "$(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1)" --argjson cores "$cores" \
    --argjson memory $(($(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo) * 1024)) \
    --arg os "$(. /etc/os-release && echo "$PRETTY_NAME")" --arg dotnet "$(dotnet --list-runtimes | sed -n 's/^Microsoft.NETCore.App \([^ ]*\).*/.NET \1/p' | tail -n 1)" \
    --arg date "$(date -u +%FT%TZ)" --arg commit "$commit" --argjson minutes "$minutes" \
    --arg fuzzer "$(dpkg-query -W -f 'AFL++ ${Version}' afl++ 2>/dev/null || echo AFL++), SharpFuzz $sharpfuzz_version out of process" '
    {bench: "fuzz", machine: {cpu: $cpu, cores: $cores, memory: $memory, os: $os, dotnet: $dotnet}, date: $date, commit: $commit, fuzzer: $fuzzer,
      settings: {minutes: $minutes, targetsAtOnce: $cores}, figures: add}' >"$json"
  jq -r '.figures | to_entries[] | .key as $k | .value | if .error then "\($k): \(.error)" else
    "\($k): \(.executions) executions in \(.seconds) s, \(.edges) edges, corpus \(.seeds) → \(.corpus), \(.crashes) crashes, \(.hangs) hangs" end' "$json"
}

[[ $minutes =~ ^[1-9][0-9]*$ ]] || { say "usage: fuzz.sh [MINUTES] [TARGET…]"; exit 2; }
install_native fuzz
build
mapfile -t all < <(dotnet "$folder/bin/LiveCaptions.Fuzz.dll")
targets=("${@:2}") json=$folder/fuzz.json
[[ ${#targets[@]} -gt 0 ]] || { targets=("${all[@]}") json=$home/docs/results/fuzz.json; }
for target in "${targets[@]}"; do
  [[ " ${all[*]} " == *" $target "* ]] || { say "no target $target; there are: ${all[*]}"; exit 2; }
done
commit=$(git -C "$home" describe --always --dirty --abbrev=12 --match '' 2>/dev/null || echo unknown)
mkdir -p "$folder/findings" "$artifacts/logs"
fuzz_all $((minutes * 60 / ((${#targets[@]} + cores - 1) / cores)))
report
jq -e '[.figures[] | .error == null and .crashes == 0 and .hangs == 0] | all' "$json" >/dev/null
