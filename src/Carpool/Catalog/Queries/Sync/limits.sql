-- Of other roles' walsenders an admin without pg_read_all_stats sees no state, but it sees that they are there.
SELECT pg_catalog.current_setting('wal_level') AS wal_level,
       pg_catalog.current_setting('max_wal_senders')::int4 AS wal_senders,
       pg_catalog.current_setting('max_replication_slots')::int4 AS slots,
       (SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_replication)::int4 AS senders_in_use,
       (SELECT s.setting = '-1' FROM pg_catalog.pg_settings AS s WHERE s.name = 'max_slot_wal_keep_size') AS keeps_without_end
