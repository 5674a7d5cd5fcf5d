SELECT s.slot_name::text AS name,
       s.database::text AS database,
       s.active,
       CASE WHEN pg_catalog.pg_is_in_recovery() THEN NULL
            ELSE pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), s.restart_lsn)::int8 END AS retained_bytes
  FROM pg_catalog.pg_replication_slots AS s
 ORDER BY 1
