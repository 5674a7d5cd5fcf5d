# A real neighbour: Ansible with community.postgresql, as its documentation shows it. It keeps the same names and privileges as far as
# its modules go; it makes no SCRAM verifier, proves nothing, and PUBLIC may enter each database until the task that revokes it.
apps=${short:+3}
apps=${apps:-100}
command -v ansible-playbook >/dev/null 2>&1 || eng/install-apt ansible python3-psycopg2
python=/usr/bin/python3 # the one that Debian's psycopg2 is for
start_server empty
ANSIBLE_LOCALHOST_WARNING=false timed ansible ansible-playbook -i localhost, -c local -e "ansible_python_interpreter=$python port=$port apps=$apps" bench/yardsticks/apps.yml >"$work/out" 2>&1 || { tail -30 "$work/out" >&2 && exit 1; }
start_server empty
new_stack
declare_apps "$apps"
timed beside-ansible carpool up --yes --quiet
row 'first `up` against Ansible' "$apps apps" "$(seconds "$(median beside-ansible)")" "$(seconds "$(median ansible)")" "$(calculate "$(median ansible) / $(median beside-ansible)") times faster" '≥ 20'
