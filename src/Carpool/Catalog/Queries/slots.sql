-- Failover came with 17. A slot is lost where the log that it waits for is gone, or the server says that it was invalidated.
SELECT s.slot_name::text AS name,
       s.database::text AS database,
       s.active,
       s.plugin::text AS plugin,
       COALESCE((pg_catalog.to_jsonb(s) ->> 'failover')::bool, false) AS failover,
       COALESCE(s.wal_status = 'lost', false) OR (pg_catalog.to_jsonb(s) ->> 'invalidation_reason') IS NOT NULL AS is_lost,
       CASE WHEN pg_catalog.pg_is_in_recovery() THEN NULL
            ELSE pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), s.restart_lsn)::int8 END AS retained_bytes
  FROM pg_catalog.pg_replication_slots AS s
 ORDER BY 1
