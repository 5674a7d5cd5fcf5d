# Times, and what is made of them. A series is a file of milliseconds, a line a round; what took turns in a round is compared in it.

say() { printf 'bench: %s\n' "$1" >&2; }
seconds() { awk -v ms="$1" 'BEGIN { printf "%.2f s", ms / 1000 }'; }
milliseconds() { awk -v ms="$1" 'BEGIN { printf "%.0f ms", ms }'; }
load() { cut -d' ' -f1 /proc/loadavg; }

# Whole rows come from several sizes: what the last one measured goes
forget() { rm -f "$work"/times.* "$work"/digests.*; }

# since BEGAN TIMES: milliseconds of each of so many
since() { awk -v ns="$(($(date +%s%N) - $1))" -v times="$2" 'BEGIN { printf "%.2f", ns / 1e6 / times }'; }

# timed SERIES COMMAND…: how long it takes goes to the series
timed() {
    local series=$1 began
    shift
    began=$(date +%s%N)
    "$@" || return
    count "$series" "$(since "$began" 1)"
}

# count SERIES NUMBER
count() {
    echo "$2" >>"$work/times.$1"
    printf '%s\t%s\t%s\t%s\t%s\n' "$row" "${apps:-}" "$1" "$2" "$(load)" >>"$work/raw"
}

# of FORMULA SERIES…: the median of what the formula makes of each round, where $1, $2 … are the series
of() {
    local formula=$1
    shift
    (cd "$work" && paste "${@/#/times.}") | awk "{ printf \"%.4f\\n\", $formula }" | sort -n | awk '{ t[NR] = $1 } END { print NR % 2 ? t[(NR + 1) / 2] : (t[NR / 2] + t[NR / 2 + 1]) / 2 }'
}
median() { of '$1' "$1"; }
ratio() { printf '%.2f' "$(of "$@")"; }

# What a command costs that does nothing: taken anew in each round, for the load changes
time_start_up() {
    local began
    began=$(date +%s%N)
    for _ in 1 2 3 4 5; do ./carpool --version >/dev/null; done
    count start-up "$(since "$began" 5)"
}

# agree NAME DIGEST: all that are given under this name are the same
agree() {
    echo "$2" >>"$work/digests.$1"
    [ "$(sort -u "$work/digests.$1" | wc -l)" = 1 ] || { say "the end states differ ($1): $(paste -sd' ' "$work/digests.$1")" && return 1; }
}

# at SHORT FULL…: the sizes of a row
at() {
    local few=$1
    shift
    if [ -n "$apps_wanted" ]; then echo "$apps_wanted"; elif [ -n "$short" ]; then echo "$few"; else echo "$*"; fi
}

# missing WHAT: the row cannot run here
missing() {
    echo "missing: $1" >"$work/missing"
    exit 77
}
