-- What slot synchronization asks of a standby. A parameter that is for superusers is no row of pg_settings for others, and then NULL.
SELECT pg_catalog.pg_is_in_recovery() AS is_in_recovery,
       (SELECT c.system_identifier::text FROM pg_catalog.pg_control_system() AS c) AS system_identifier,
       COALESCE((SELECT s.setting = 'on' FROM pg_catalog.pg_settings AS s WHERE s.name = 'hot_standby_feedback'), false) AS has_feedback,
       COALESCE((SELECT s.setting = 'on' FROM pg_catalog.pg_settings AS s WHERE s.name = 'sync_replication_slots'), false) AS syncs_slots,
       COALESCE((SELECT s.setting <> '' FROM pg_catalog.pg_settings AS s WHERE s.name = 'primary_slot_name'), false) AS has_primary_slot,
       (SELECT (s.setting ~ 'dbname *=')::text FROM pg_catalog.pg_settings AS s WHERE s.name = 'primary_conninfo') AS names_database,
       COALESCE((SELECT s.setting = 'logical' FROM pg_catalog.pg_settings AS s WHERE s.name = 'wal_level'), false) AS is_logical
 ORDER BY 1
