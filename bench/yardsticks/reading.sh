# Every catalog query that a preview sends, by psql: the shared ones once, and the inside ones in every database, by four workers of
# one process each. Which they are is read from the program. The registry is not read: by hand there is none.

# queries CATALOG: those of one half of the catalog, in one message
queries() {
    local names name
    names=$(sed -n '/string\[\] Queries =/,/;$/p' "src/Carpool/Catalog/$1.cs" | grep -o '"[a-z_]*"' | tr -d '"')
    [ -n "$names" ] || { say "no queries in $1.cs" && return 1; }
    for name in $names; do cat "src/Carpool/Catalog/Queries/$name.sql" && echo '\;'; done | sed '$s/.*/;/'
}

# prepare_reading APPS
prepare_reading() {
    local worker i
    queries SharedCatalog >"$work/hand/shared-reading.sql"
    queries InsideCatalog >"$work/hand/inside-reading.sql"
    for worker in 1 2 3 4; do
        for i in $(seq "$worker" 4 "$1"); do
            connect_to "$(app "$i")"
            echo "\\i $work/hand/inside-reading.sql"
        done >"$work/hand/reading.$worker.sql"
    done
}

read_shared() { PGOPTIONS='-c jit=off' ask -f "$work/hand/shared-reading.sql" >/dev/null; }
read_all() {
    read_shared
    PGOPTIONS='-c jit=off' run_workers reading 4
}
