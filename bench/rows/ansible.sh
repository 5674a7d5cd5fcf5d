# A real neighbour: Ansible with community.postgresql, a task for each kind of object. It runs once a size, for it takes its time.
if ! command -v ansible-playbook >/dev/null 2>&1; then
    [ -z "$short" ] || missing ansible
    say "installing ansible with apt-get ..."
    eng/install-apt ansible python3-psycopg2 || missing ansible
fi
for apps in $(at 1 100 200); do
    forget
    start_server empty
    # Debian's Python is the one that its psycopg2 is for
    BENCH_VERIFIER=$verifier ANSIBLE_LOCALHOST_WARNING=false timed ansible ansible-playbook -i localhost, -c local -e "ansible_python_interpreter=/usr/bin/python3 port=$port apps=$apps" \
        bench/yardsticks/apps.yml >"$work/out" 2>&1 || { tail -n 30 "$work/out" >&2 && exit 1; }
    end_state "$apps" >"$work/ansible"
    for _ in $(seq "$rounds"); do
        start_server empty
        new_stack
        declare_apps "$apps"
        timed up carpool up --yes --quiet
    done
    end_state "$apps" >"$work/carpool"
    differences=$(diff "$work/ansible" "$work/carpool" | grep -c '^[<>]' || true)
    [ "$differences" = 0 ] || diff "$work/ansible" "$work/carpool" | head -n 8 >&2
    line 'first `up` against Ansible' "$apps apps" "$(seconds "$(median up)")" "$(seconds "$(median ansible)")" \
        "$(awk "BEGIN { printf \"%.0f\", $(median ansible) / $(median up) }") times faster; the end states differ in $differences lines" '≥ 20 times faster'
done
