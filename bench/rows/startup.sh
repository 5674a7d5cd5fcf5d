# Starting Carpool against starting node.
runs=${short:+3}
for _ in $(seq "${runs:-20}"); do
    timed version ./carpool --version >/dev/null
    timed help ./carpool --help >/dev/null
    timed node node -e 0
done
row '`carpool --version` against `node -e 0`' '' "$(median version) ms" "$(median node) ms" "$(calculate "$(median version) / $(median node)")" '≤ 1.5' ''
row '`carpool --help` against `node -e 0`' '' "$(median help) ms" "$(median node) ms" "$(calculate "$(median help) / $(median node)")" '≤ 1.5' ''
start_up
row 'start-up: `preview` of one app in sync' '' "$start_up_milliseconds ms" '' '' '' ''
