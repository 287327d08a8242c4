#!/usr/bin/env bash
# Every test of the project; the last line is "N passed, N failed, N skipped". Called by ./livecaptions test and CI.
#   test.sh            all
#   test.sh Media      the test projects whose name holds Media (web: the web client's; audit: known holes in packages)
# Tests run in the order that LIVECAPTIONS_TEST_SEED (a number, 1) gives, the same in every folder; else it goes by the folder's path.
# A test program that ends without a summary counts as one failure.
set -euo pipefail

home=${LIVECAPTIONS_HOME:-$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")}
export LIVECAPTIONS_HOME=$home
source "$home/scripts/prepare.sh"
only=${1:-}
minutes_per_project=${LIVECAPTIONS_TEST_MINUTES:-25}
seed=${LIVECAPTIONS_TEST_SEED:-1}
passed=0 failed=0 skipped=0 failures=

count() { # passed failed skipped
  passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

build_tests() {
  require dotnet "LiveCaptions needs the .NET SDK 10."
  step test-build.log "building the tests" \
    dotnet build "$home/LiveCaptions.sln" -c Release -v quiet -nodeReuse:false -p:UseSharedCompilation=false
}

# Without them the tests that publish as OBS does fail, and say what to do.
install_test_clients() {
  install_packages tests/LiveCaptions.EndToEnd.Tests/clients clients-install.log "fetching the test publisher's packages (npm ci)" || true
}

pull_models() {
  dotnet "$home/server/LiveCaptions.Server/bin/Release/net10.0/LiveCaptions.Server.dll" models pull moonshine-base moonshine-tiny >/dev/null \
    || say "without the models, tests that need them fail"
}

# The runner's own summary: "NAME  Total: 58, Errors: 0, Failed: 1, Skipped: 2, Not Run: 0, Time: 3.2s".
run_project() {
  local name=$1 log=$artifacts/logs/$1.log started=$SECONDS summary
  timeout "${minutes_per_project}m" dotnet "$home/tests/$name/bin/Release/net10.0/$name.dll" ":$seed" -noColor >"$log" 2>&1 </dev/null || true
  summary=$(grep -E "^ *$name +Total: " "$log" | tail -n 1 || true)
  if [[ $summary =~ Total:\ ([0-9]+),\ Errors:\ ([0-9]+),\ Failed:\ ([0-9]+),\ Skipped:\ ([0-9]+),\ Not\ Run:\ ([0-9]+) ]]; then
    local bad=$((BASH_REMATCH[2] + BASH_REMATCH[3])) idle=$((BASH_REMATCH[4] + BASH_REMATCH[5]))
    count $((BASH_REMATCH[1] - BASH_REMATCH[3] - idle)) "$bad" "$idle"
    report "$name" "$bad" "$log" $((SECONDS - started))
  else
    count 0 1 0
    report "$name (ended without a summary, or took over $minutes_per_project minutes)" 1 "$log" $((SECONDS - started))
  fi
}

run_web() {
  local log=$artifacts/logs/web.log json=$artifacts/logs/web.json started=$SECONDS counts
  rm -f "$json"
  (cd "$home/web-client" && npx vitest run --reporter=default --reporter=json --outputFile.json="$json") >"$log" 2>&1 </dev/null || true
  counts=$(node -e 'const r = JSON.parse(require("fs").readFileSync(process.argv[1]));
    const broken = r.testResults.filter(f => f.status === "failed" && !f.assertionResults.length).length;
    console.log(r.numPassedTests, r.numFailedTests + broken, r.numPendingTests + r.numTodoTests)' "$json" 2>/dev/null || echo "0 1 0")
  # shellcheck disable=SC2086
  count $counts
  report web-client "$(cut -d' ' -f2 <<<"$counts")" "$log" $((SECONDS - started))
}

# Known holes in packages fail CI; who only tests a checkout is told of them.
run_audit() {
  local log=$artifacts/logs/audit.log started=$SECONDS bad=0
  "$home/scripts/audit.sh" >"$log" 2>&1 </dev/null || bad=1
  grep '^audit: ' "$log" || tail -n 3 "$log"
  [[ ${CI:-} == true ]] || bad=0
  count $((1 - bad)) $bad 0
  report audit $bad "$log" $((SECONDS - started))
}

report() { # name failures log seconds
  if [[ $2 -gt 0 ]]; then
    cat "$3"
    echo "FAILED $1 (${4} s): $2"
    failures+=$(grep -hE -A 8 ' \[FAIL\]$|^ *FAIL ' "$3" || true)$'\n'
  else
    echo "passed $1 (${4} s)"
  fi
}

mkdir -p "$artifacts/logs"
install_native test
[[ -e $home/web-client/package.json ]] && { build_web_client; install_web_packages; }
[[ LiveCaptions.EndToEnd.Tests == *"$only"* ]] && install_test_clients
if build_tests; then
  pull_models
  for folder in "$home"/tests/*.Tests; do
    name=$(basename "$folder")
    [[ -e $folder/bin/Release/net10.0/$name.dll && $name == *"$only"* ]] && run_project "$name"
  done
else
  count 0 1 0
fi
[[ -e $home/web-client/package.json && (-z $only || $only == web) ]] && run_web

[[ -z $only || $only == audit ]] && run_audit

# Again, as only the end of a long output may be kept.
[[ -z ${failures//[[:space:]]/} ]] || printf 'What failed:\n%s\n' "$failures"
echo "$passed passed, $failed failed, $skipped skipped"
[[ $failed -eq 0 && $passed -gt 0 ]]
