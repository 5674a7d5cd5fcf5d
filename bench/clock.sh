# Times, and what is made of them. A series is a file of milliseconds, one a line.

say() { printf 'bench: %s\n' "$1" >&2; }
milliseconds() { echo $(($(date +%s%N) / 1000000)); }
median() { sort -n "$work/times.$1" | awk '{ t[NR] = $1 } END { print NR % 2 ? t[(NR + 1) / 2] : (t[NR / 2] + t[NR / 2 + 1]) / 2 }'; }
seconds() { awk -v ms="$1" 'BEGIN { printf "%.2f s", ms / 1000 }'; }
calculate() { awk "BEGIN { printf \"%.2f\", $1 }"; }
processors_busy() { cut -d' ' -f1 /proc/loadavg; }

# timed SERIES COMMAND…: how long it takes goes to the series
timed() {
    local series=$1 began
    shift
    began=$(milliseconds)
    "$@"
    echo $(($(milliseconds) - began)) >>"$work/times.$series"
}

# row WORK AT CARPOOL HAND RESULT WANTED
row() { echo "| $1 | $2 | $3 | $4 | $5 | $6 | $(processors_busy) |"; }
