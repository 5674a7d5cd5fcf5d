-- What the server has for all. shared_preload_libraries is hidden from an admin without pg_read_all_settings: NULL then.
SELECT pg_catalog.current_setting('max_connections')::int4 AS connections,
       pg_catalog.current_setting('superuser_reserved_connections')::int4 AS reserved_for_superusers,
       COALESCE(pg_catalog.current_setting('reserved_connections', true), '0')::int4 AS reserved,
       pg_catalog.current_setting('max_replication_slots')::int4 AS slots,
       pg_catalog.current_setting('max_wal_senders')::int4 AS senders,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_replication)::int4 AS senders_in_use,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_replication AS r
         WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_replication_slots AS l WHERE l.active_pid = r.pid AND l.slot_type = 'logical'))::int4 AS standbys,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_replication_slots AS p WHERE p.active AND p.slot_type = 'physical')::int4 AS standby_slots,
       -- The first and the second came with 17, the last with 18
       pg_catalog.current_setting('sync_replication_slots', true) AS synchronizes_slots,
       pg_catalog.current_setting('synchronized_standby_slots', true) AS awaited_slots,
       pg_catalog.current_setting('hot_standby_feedback') AS standby_feedback,
       pg_catalog.current_setting('idle_replication_slot_timeout', true) AS slot_timeout,
       pg_catalog.current_setting('wal_level') AS wal_level,
       (SELECT s.setting <> '-1' FROM pg_catalog.pg_settings AS s WHERE s.name = 'max_slot_wal_keep_size') AS limits_slots,
       ARRAY(SELECT s.name FROM pg_catalog.pg_settings AS s WHERE s.pending_restart ORDER BY s.name) AS waiting_for_restart,
       (SELECT s.setting FROM pg_catalog.pg_settings AS s WHERE s.name = 'shared_preload_libraries') AS preloaded
