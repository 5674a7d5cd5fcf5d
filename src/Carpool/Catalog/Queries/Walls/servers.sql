-- Who may use a foreign server: as its owner, by USAGE, or over a foreign table that is there already. Where it leads is in its options.
SELECT pg_catalog.quote_ident(s.srvname) AS name,
       pg_catalog.pg_get_userbyid(s.srvowner)::text AS owner,
       pg_catalog.quote_ident(f.fdwname) AS wrapper,
       o.host,
       o.hostaddr,
       o.port,
       o.dbname,
       o.service,
       ARRAY(SELECT DISTINCT CASE a.grantee WHEN 0 THEN '' ELSE pg_catalog.pg_get_userbyid(a.grantee)::text END
               FROM pg_catalog.aclexplode(COALESCE(s.srvacl, pg_catalog.acldefault('S', s.srvowner))) AS a
              WHERE a.grantee <> s.srvowner
              ORDER BY 1) AS users,
       ARRAY(SELECT DISTINCT CASE a.grantee WHEN 0 THEN '' ELSE pg_catalog.pg_get_userbyid(a.grantee)::text END
               FROM pg_catalog.pg_foreign_table AS t
               JOIN pg_catalog.pg_class AS c ON c.oid = t.ftrelid
              CROSS JOIN LATERAL pg_catalog.aclexplode(COALESCE(c.relacl, pg_catalog.acldefault('r', c.relowner))) AS a
              WHERE t.ftserver = s.oid AND a.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE')
              ORDER BY 1) AS table_users
  FROM pg_catalog.pg_foreign_server AS s
  JOIN pg_catalog.pg_foreign_data_wrapper AS f ON f.oid = s.srvfdw
 CROSS JOIN LATERAL (SELECT pg_catalog.max(w.option_value) FILTER (WHERE w.option_name = 'host') AS host,
                            pg_catalog.max(w.option_value) FILTER (WHERE w.option_name = 'hostaddr') AS hostaddr,
                            pg_catalog.max(w.option_value) FILTER (WHERE w.option_name = 'port') AS port,
                            pg_catalog.max(w.option_value) FILTER (WHERE w.option_name IN ('dbname', 'filename')) AS dbname,
                            pg_catalog.max(w.option_value) FILTER (WHERE w.option_name = 'service') AS service
                       FROM pg_catalog.pg_options_to_table(s.srvoptions) AS w) AS o
 ORDER BY s.srvname::text COLLATE "C"
