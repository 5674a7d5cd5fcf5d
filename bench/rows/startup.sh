# Starting Carpool against starting node. What other rows subtract as start-up is `carpool --version`; what a command costs that also
# connects, reads and finds nothing to do is told beside it, and subtracted nowhere.
has_stack 1
runs=${short:+2}
for _ in $(seq "${runs:-20}"); do
    timed version ./carpool --version >/dev/null
    timed node node -e 0
    timed help ./carpool --help >/dev/null
    timed in-sync carpool preview
done
in_sync
for what in version help; do
    line "\`carpool --$what\` against \`node -e 0\`" '' "$(milliseconds "$(median $what)")" "$(milliseconds "$(median node)")" "$(ratio '$1 / $2' $what node)" '≤ 1.5'
done
line '`preview` of one app, in sync' '1 app' "$(milliseconds "$(median in-sync)")" '' "$(milliseconds "$(of '$1 - $2' in-sync version)") more than \`--version\`" ''
