-- Lines that the server could read; those with an error count for nothing.
SELECT h.line_number AS line,
       h.type,
       COALESCE(h.database, '{}') AS databases,
       COALESCE(h.user_name, '{}') AS users,
       h.address || COALESCE('/' || h.netmask, '') AS address,
       h.auth_method AS method,
       EXISTS (SELECT FROM pg_catalog.unnest(h.options) AS c(entry) WHERE c.entry LIKE 'map=%') AS has_map
  FROM pg_catalog.pg_hba_file_rules AS h
 WHERE h.error IS NULL
 ORDER BY h.line_number
