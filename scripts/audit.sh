#!/usr/bin/env bash
# Asks the registries for known holes in the packages we take, those of our packages too. Called by scripts/test.sh.
# Says for each what was found, or that nothing could be checked: many registry copies serve no such data. Exit code 1 where there is a hole.
set -euo pipefail

home=${LIVECAPTIONS_HOME:-$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")}
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
holes=0

found() { # registry holes report
  if [[ $2 -eq 0 ]]; then
    echo "audit: $1: no known holes"
  else
    echo "audit: $1: $2 known holes"
    echo "$3"
    holes=$((holes + $2))
  fi
}

unchecked() { # registry why
  echo "audit: $1: NOT CHECKED: $2"
}

# Of no data NuGet says "no vulnerable packages": it is believed where it finds a hole that everybody knows (GHSA-5crp-9r3c-p9vr).
audit_nuget() {
  local control report
  control=$(mktemp -d)
  cat >"$control/control.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.1" /></ItemGroup>
</Project>
PROJECT
  report=$(dotnet list "$control/control.csproj" package --vulnerable --format json 2>&1 </dev/null || true)
  rm -rf "$control"
  if ! grep -q '"advisoryurl"' <<<"$report"; then
    unchecked NuGet "the package source gives no vulnerability data"
  elif ! report=$(dotnet list "$home/LiveCaptions.sln" package --vulnerable --include-transitive --format json 2>&1 </dev/null); then
    unchecked NuGet "$(tail -n 1 <<<"$report")"
  else
    found NuGet "$(grep -c '"advisoryurl"' <<<"$report" || true)" "$report"
  fi
}

audit_npm() { # folder
  local report count
  report=$(cd "$home/$1" && npm audit --package-lock-only --json 2>/dev/null </dev/null || true)
  count=$(node -e 'console.log(JSON.parse(require("fs").readFileSync(0, "utf8")).metadata.vulnerabilities.total)' <<<"$report" 2>/dev/null || true)
  if [[ $count =~ ^[0-9]+$ ]]; then
    found "npm, $1" "$count" "$report"
  else
    unchecked "npm, $1" "the registry answers no audits"
  fi
}

audit_nuget
while read -r lock; do audit_npm "$(dirname "$lock")"; done < <(cd "$home" && find . -name node_modules -prune -o -name package-lock.json -printf '%P\n' | LC_ALL=C sort)
[[ $holes -eq 0 ]]
