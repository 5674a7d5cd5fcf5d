-- Whatever could make reading or writing the registry run somebody else's code, or show somebody else's rows.
SELECT 'schema carpool belongs to ' || pg_catalog.pg_get_userbyid(n.nspowner)::text
  FROM pg_catalog.pg_namespace AS n
 WHERE n.nspname = 'carpool' AND pg_catalog.pg_get_userbyid(n.nspowner) <> CURRENT_USER
UNION ALL
SELECT 'carpool.' || c.relname::text || ' belongs to ' || pg_catalog.pg_get_userbyid(c.relowner)::text
  FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname = 'carpool' AND pg_catalog.pg_get_userbyid(c.relowner) <> CURRENT_USER
UNION ALL
SELECT 'carpool.' || c.relname::text || ' is no table of the registry'
  FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname = 'carpool'
   AND NOT (c.relkind = 'r' AND c.relname IN ('version', 'stack', 'app', 'login', 'apply'))
   AND NOT (c.relkind = 'i' AND c.relname IN ('version_pkey', 'stack_pkey', 'app_pkey', 'login_pkey', 'apply_pkey'))
UNION ALL
SELECT 'carpool.' || c.relname::text || ' has trigger ' || t.tgname::text
  FROM pg_catalog.pg_trigger AS t JOIN pg_catalog.pg_class AS c ON c.oid = t.tgrelid JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname = 'carpool'
UNION ALL
SELECT 'carpool.' || c.relname::text || ' has rule ' || r.rulename::text
  FROM pg_catalog.pg_rewrite AS r JOIN pg_catalog.pg_class AS c ON c.oid = r.ev_class JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname = 'carpool'
UNION ALL
SELECT 'carpool.' || c.relname::text || ' has policy ' || p.polname::text
  FROM pg_catalog.pg_policy AS p JOIN pg_catalog.pg_class AS c ON c.oid = p.polrelid JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname = 'carpool'
UNION ALL
SELECT 'carpool.' || c.relname::text || ' has a default or a generated column'
  FROM pg_catalog.pg_attrdef AS d JOIN pg_catalog.pg_class AS c ON c.oid = d.adrelid JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname = 'carpool'
UNION ALL
SELECT 'carpool.' || c.relname::text || ' inherits or is inherited'
  FROM pg_catalog.pg_inherits AS i JOIN pg_catalog.pg_class AS c ON c.oid IN (i.inhrelid, i.inhparent) JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname = 'carpool'
UNION ALL
SELECT 'carpool.' || c.relname::text || ' has constraint ' || k.conname::text
  FROM pg_catalog.pg_constraint AS k JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname = 'carpool' AND k.contype NOT IN ('p', 'n')
 ORDER BY 1
