SELECT pg_catalog.quote_ident(e.evtname) AS name,
       pg_catalog.pg_get_userbyid(e.evtowner)::text AS owner,
       e.evtenabled <> 'D' AS is_enabled,
       p.oid::pg_catalog.regprocedure::text AS function,
       pg_catalog.pg_get_userbyid(p.proowner)::text AS function_owner,
       EXISTS (SELECT FROM pg_catalog.pg_depend AS d
                WHERE d.classid = 'pg_catalog.pg_event_trigger'::pg_catalog.regclass AND d.objid = e.oid AND d.deptype = 'e') AS is_member
  FROM pg_catalog.pg_event_trigger AS e
  JOIN pg_catalog.pg_proc AS p ON p.oid = e.evtfoid
 ORDER BY e.evtname::text COLLATE "C"
