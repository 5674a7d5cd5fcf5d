# The stack that is measured: apps app0001, app0002, … with one role each, unless roles are named.

app() { printf 'app%04d' "$1"; }

# declare_apps N [ROLES]: the manifest
declare_apps() {
    local i
    {
        printf 'stack: bench\ncluster:\n  url: postgresql://postgres:bench@127.0.0.1:%s/postgres\napps:\n' "$port"
        for i in $(seq "$1"); do echo "  $(app "$i"): ${2:-{\}}"; done
    } >"$work/stack/carpool.yaml"
}

carpool() { ./carpool -C "$work/stack" "$@" >"$work/out" 2>&1 || { cat "$work/out" >&2 && say "carpool $1 failed" && exit 1; }; }
new_stack() { rm -rf "$work/stack/.carpool"; }

# has_stack N [ROLES]: a server on which these apps are live; made once, and kept with the stack's key
has_stack() {
    local kept="stack-$1${2:+-roles}"
    declare_apps "$@"
    if [ ! -d "$work/servers/$kept" ]; then
        say "making $1 apps ..."
        start_server empty
        new_stack
        carpool up --yes --quiet
        keep_server "$kept"
        cp -a "$work/stack/.carpool" "$work/hand/$kept"
    fi
    new_stack
    cp -a "$work/hand/$kept" "$work/stack/.carpool"
    start_server "$kept"
}

in_sync() { grep -q 'nothing to do' "$work/out" || { cat "$work/out" >&2 && say "the plan is not empty" && exit 1; }; }

# digest N: the end state of N apps, by name; two that were made the same way are the same
digest() { end_state "$1" | sha256sum | cut -c1-16; }
end_state() {
    local i
    {
        echo '\i bench/yardsticks/digest-shared.sql'
        for i in postgres template1 $(for i in $(seq "$1"); do app "$i" && echo; done); do printf '\\connect %s\n\\i bench/yardsticks/digest-inside.sql\n' "$i"; done
    } | ask
}
