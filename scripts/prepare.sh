# Sourced by ./livecaptions and scripts/test.sh: brings about what is missing. Needs $home.
# What a step makes is recorded under the hash of what it was made from; one flock keeps two calls from doing it twice.

artifacts=$home/artifacts
exit_missing=4

say() { echo "livecaptions: $*" >&2; }

require() { # program, what to do
  command -v "$1" >/dev/null || { say "$1 is missing. $2"; exit $exit_missing; }
}

install_native() { # run | test | fuzz
  "$home/scripts/install-native.sh" "$1" || exit $?
}

# Hash of the content of all files under the given paths, but for what building makes.
hash_of() {
  (cd "$home" && find "$@" \( -name bin -o -name obj -o -name node_modules -o -name dist \) -prune -o -type f -print0 \
    | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16)
}

# step LOG TITLE COMMAND…: one line, the log only when it fails.
step() {
  local log=$artifacts/logs/$1 title=$2
  shift 2
  mkdir -p "$artifacts/logs"
  say "$title"
  if ! "$@" >"$log" 2>&1 </dev/null; then
    grep -E 'error|Error|ERR' "$log" | sort -u | head -n 10 >&2 || tail -n 10 "$log" >&2
    say "$title failed; all it said is in $log"
    return 1
  fi
}

locked() { # COMMAND…: alone on this machine
  mkdir -p "$artifacts"
  exec 9>"$artifacts/.lock"
  flock -n 9 || { say "waiting for another livecaptions that is installing"; flock 9; }
  "$@"
  exec 9>&-
}

build_server() { build_program server server/LiveCaptions.Server; }

build_bench() { build_program bench tests/LiveCaptions.Bench tests/LiveCaptions.Bench tests/LiveCaptions.Clients; }

# Every build has a folder of its own: a server that runs keeps its files.
build_program() { # server | bench, its project, what else it is made of than the server's sources: $program is its assembly
  require dotnet "LiveCaptions needs the .NET SDK 10 (package dotnet-sdk-10.0 of Microsoft's Debian repository)."
  local hash
  hash=$(hash_of server models/catalog.json models/heads Directory.Build.props Directory.Packages.props global.json "${@:3}")${LIVECAPTIONS_GPU:+-gpu}
  program=$artifacts/$1/$hash/$(basename "$2").dll
  [[ -e $program ]] || locked publish_program "$1" "$2"
}

publish_program() { # server | bench, its project
  local folder
  folder=$(dirname "$program")
  [[ -e $program ]] && return
  rm -rf "$folder.new"
  step "build-$1.log" "building the $1 (first use, about a minute)" \
    dotnet publish "$home/$2" -c Release -o "$folder.new" -v quiet -nodeReuse:false \
    -p:UseSharedCompilation=false ${LIVECAPTIONS_GPU:+-p:Gpu=true} 9>&- || exit 1
  mv "$folder.new" "$folder"
  find "$artifacts/$1" -mindepth 1 -maxdepth 1 -mtime +7 ! -path "$folder" -exec rm -rf {} +
}

build_web_client() {
  [[ -e $home/web-client/package.json ]] || return 0
  web_hash=$(hash_of web-client)
  [[ $(cat "$home/web-client/dist/.made-from" 2>/dev/null) == "$web_hash" ]] || locked make_web_client
}

make_web_client() {
  [[ $(cat "$home/web-client/dist/.made-from" 2>/dev/null) == "$web_hash" ]] && return
  install_web_packages
  step web-build.log "building the web page" npm --prefix "$home/web-client" run build 9>&- || exit 1
  echo "$web_hash" >"$home/web-client/dist/.made-from"
}

install_web_packages() {
  require npm "The web page needs Node.js and npm: sudo apt-get install nodejs npm"
  install_packages web-client web-install.log "fetching the web page's packages (npm ci)" || exit $exit_missing
}

install_packages() { # FOLDER LOG TITLE: what its lock file says, unless that is there already
  local folder=$home/$1 wanted
  wanted=$(sha256sum <"$folder/package-lock.json")
  [[ $(cat "$folder/node_modules/.made-from" 2>/dev/null) == "$wanted" ]] && return
  step "$2" "$3" npm --prefix "$folder" ci --no-audit --no-fund --no-update-notifier 9>&- || return 1
  echo "$wanted" >"$folder/node_modules/.made-from"
}
