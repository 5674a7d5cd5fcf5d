# The table. A row of it is a line in a file of the bench's row, which is kept until that row runs again.

results=$PWD/.build/bench
machine() {
    echo "$(nproc) processors ($(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -n 1)), $(awk '/MemTotal/ { printf "%.0f GB", $2 / 1048576 }' /proc/meminfo), $(df --output=fstype "$work" | tail -n 1), Linux $(uname -r); Postgres $("$binaries/postgres" --version | grep -o '[0-9.]*' | head -n 1) with its own defaults; .NET SDK $(dotnet --version), node $(node --version), $(psql --version | sed 's/ (PostgreSQL)//; s/ (.*//')"
}

begin_row() {
    forget
    rm -f "$work/lines" "$work/raw"
    began_at="$(date -u +'%F %H:%M') at $(git rev-parse --short HEAD)$([ -z "$(git status --porcelain src)" ] || echo ', changed'), $rounds rounds, load $(load)"
}

# line WORK AT CARPOOL HAND RESULT WANTED
line() { echo "| $1 | $2 | $3 | $4 | $5 | $6 |" | tee -a "$work/lines" >&2; }

keep_row() {
    [ -s "$work/lines" ] || { say "$1 measured nothing" && failed+=("$1") && return; }
    [ -z "$short" ] || results=$work/results
    mkdir -p "$results"
    cp "$work/lines" "$results/$1.md"
    cp "$work/raw" "$results/$1.tsv"
    echo "$1 $began_at to $(load)" >"$results/$1.when"
}

print_table() {
    local name
    printf '%s.\n\n' "$(machine)"
    echo '| work | at | carpool | by hand | result | wanted |'
    echo '|---|---|---|---|---|---|'
    for name in "${all[@]}"; do [ ! -f "$results/$name.md" ] || cat "$results/$name.md"; done
    echo
    for name in "${all[@]}"; do [ ! -f "$results/$name.when" ] || cat "$results/$name.when"; done | sed 's/$/;/; $s/;$/./'
}

# In place of the one that stands there
write_table() {
    sed -i -e '/^<!-- bench\/run --write: begin -->$/,/^<!-- end -->$/{//!d}' -e "/^<!-- bench\/run --write: begin -->$/r /dev/stdin" bench/RESULTS.md
}
