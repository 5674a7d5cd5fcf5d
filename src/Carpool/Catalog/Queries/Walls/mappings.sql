-- As whom a role goes to a foreign server. The view hides options from some, by the same conditions as here: then nothing is known of
-- them. A password is never read, only that there is one. No role is PUBLIC.
SELECT pg_catalog.quote_ident(m.srvname) AS server,
       CASE m.umuser WHEN 0 THEN NULL ELSE pg_catalog.pg_get_userbyid(m.umuser)::text END AS role,
       m.umoptions IS NOT NULL OR r.rolsuper
         OR (m.umuser <> 0 AND m.umuser = r.oid AND (pg_catalog.pg_has_role(s.srvowner, 'USAGE') OR pg_catalog.has_server_privilege(s.oid, 'USAGE')))
         OR (m.umuser = 0 AND pg_catalog.pg_has_role(s.srvowner, 'USAGE')) AS is_readable,
       o."user",
       COALESCE(o.has_password, false) AS has_password,
       COALESCE(o.needs_password, true) AS needs_password
  FROM pg_catalog.pg_user_mappings AS m
  JOIN pg_catalog.pg_foreign_server AS s ON s.oid = m.srvid
  JOIN pg_catalog.pg_roles AS r ON r.rolname = CURRENT_USER
 CROSS JOIN LATERAL (SELECT pg_catalog.max(w.option_value) FILTER (WHERE w.option_name = 'user') AS "user",
                            pg_catalog.bool_or(w.option_name IN ('password', 'passfile', 'sslkey')) AS has_password,
                            pg_catalog.bool_and(w.option_value::bool) FILTER (WHERE w.option_name = 'password_required') AS needs_password
                       FROM pg_catalog.pg_options_to_table(m.umoptions) AS w) AS o
 ORDER BY m.srvname::text COLLATE "C", 2 NULLS FIRST
