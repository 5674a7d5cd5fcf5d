-- Which cluster this is. The control file knows a timeline only from the next checkpoint on: the log's own name has it at once.
SELECT c.system_identifier::text AS system_identifier,
       CASE WHEN pg_catalog.pg_is_in_recovery() THEN NULL
            ELSE pg_catalog.left(pg_catalog.pg_walfile_name(pg_catalog.pg_current_wal_lsn()), 8) END AS timeline
  FROM pg_catalog.pg_control_system() AS c
