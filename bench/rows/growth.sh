# Ten times as many apps: time and memory.
few=${short:+3} many=${short:+6}
few=${few:-100} many=${many:-1000}

# peak NAME COMMAND…: time and the largest resident size of one run
peak() {
    local name=$1
    shift
    timed "$name" /usr/bin/env python3 - "$work/peak.$name" ./carpool -C "$work/stack" "$@" <<'PY' >"$work/out" 2>&1 || { cat "$work/out" >&2 && exit 1; }
import resource, subprocess, sys
status = subprocess.run(sys.argv[2:]).returncode
open(sys.argv[1], "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024))
sys.exit(status)
PY
}

for apps in "$few" "$many"; do
    start_server empty
    new_stack
    declare_apps "$apps"
    peak "up-$apps" up --yes --quiet
    peak "preview-$apps" preview
    in_sync
done
for what in up preview; do
    row "\`$what\`, ten times as many apps" "$few and $many apps" "$(seconds "$(median "$what-$few")"), $(seconds "$(median "$what-$many")")" '' \
        "$(calculate "$(median "$what-$many") / $(median "$what-$few")") times" '≤ 11'
    row "— peak memory of \`$what\`" "$many apps" "$(cat "$work/peak.$what-$many") MB" '' "$(cat "$work/peak.$what-$few") MB at $few" '≤ 150 MB'
done
