#!/bin/sh
# Starting Carpool against starting node: bench/startup.sh [RUNS]. Prints the best and the median of each, and the medians' ratio.
set -eu
cd "$(dirname "$0")/.."
runs=${1:-30}

./carpool --version >/dev/null
node -e 0

measure() {
    i=0
    while [ "$i" -lt "$runs" ]; do
        start=$(date +%s%N)
        "$@" >/dev/null
        end=$(date +%s%N)
        echo $(((end - start) / 1000))
        i=$((i + 1))
    done | sort -n | awk '{ t[NR] = $1 } END { printf "%.1f %.1f\n", t[1] / 1000, t[int((NR + 1) / 2)] / 1000 }'
}

carpool=$(measure ./carpool --version)
node=$(measure node -e 0)
echo "carpool --version   best ${carpool% *} ms, median ${carpool#* } ms"
echo "node -e 0           best ${node% *} ms, median ${node#* } ms"
echo "$carpool $node" | awk '{ printf "ratio of the medians %.2f\n", $2 / $4 }'
