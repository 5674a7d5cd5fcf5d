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
   AND NOT (c.relkind = 'r' AND c.relname IN ('version', 'stack', 'app', 'login', 'apply', 'canary'))
   AND NOT (c.relkind = 'i' AND c.relname IN ('version_pkey', 'stack_pkey', 'app_pkey', 'login_pkey', 'apply_pkey', 'canary_pkey'))
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
UNION ALL
SELECT 'carpool.' || c.relname::text || ' has row security'
  FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname = 'carpool' AND (c.relrowsecurity OR c.relforcerowsecurity)
UNION ALL
-- Types, collations and operator classes of the server's own have oids below 16384; another one's functions would run as the admin
SELECT 'carpool.' || c.relname::text || ' has column ' || a.attname::text || ' of a type or collation that is not built in'
  FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname = 'carpool' AND NOT a.attisdropped AND (a.atttypid >= 16384 OR a.attcollation >= 16384)
UNION ALL
SELECT 'carpool.' || c.relname::text || ' is no plain index'
  FROM pg_catalog.pg_index AS i JOIN pg_catalog.pg_class AS c ON c.oid = i.indexrelid JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname = 'carpool'
   AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL OR EXISTS (SELECT FROM pg_catalog.unnest(i.indclass) AS opclass WHERE opclass >= 16384))
UNION ALL
-- Any other access method than heap and btree is somebody's code; a table that a crash empties, or one of a type, is not ours
SELECT 'carpool.' || c.relname::text || ' is no plain table or index'
  FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname = 'carpool' AND c.relkind IN ('r', 'i') AND (c.relam NOT IN (2, 403) OR c.relpersistence <> 'p' OR c.reloftype <> 0)
UNION ALL
SELECT 'carpool.' || c.relname::text || ' has column ' || a.attname::text || ' that counts by itself'
  FROM pg_catalog.pg_attribute AS a JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname = 'carpool' AND a.attidentity <> ''
UNION ALL
SELECT 'carpool.' || c.relname::text || ' has statistics ' || s.stxname::text
  FROM pg_catalog.pg_statistic_ext AS s JOIN pg_catalog.pg_class AS c ON c.oid = s.stxrelid JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
 WHERE n.nspname = 'carpool'
UNION ALL
SELECT 'schema carpool lets ' || COALESCE(pg_catalog.pg_get_userbyid(NULLIF(a.grantee, 0))::text, 'PUBLIC') || ' create in it'
  FROM pg_catalog.pg_namespace AS n CROSS JOIN LATERAL pg_catalog.aclexplode(n.nspacl) AS a
 WHERE n.nspname = 'carpool' AND a.grantee <> n.nspowner AND a.privilege_type = 'CREATE'
UNION ALL
SELECT DISTINCT 'carpool.' || c.relname::text || ' lets ' || COALESCE(pg_catalog.pg_get_userbyid(NULLIF(a.grantee, 0))::text, 'PUBLIC') || ' do more than read it'
  FROM pg_catalog.pg_class AS c
  JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
  JOIN pg_catalog.pg_attribute AS t ON t.attrelid = c.oid
 CROSS JOIN LATERAL (SELECT * FROM pg_catalog.aclexplode(c.relacl) UNION ALL SELECT * FROM pg_catalog.aclexplode(t.attacl)) AS a
 WHERE n.nspname = 'carpool' AND a.grantee <> c.relowner AND a.privilege_type <> 'SELECT'
 ORDER BY 1
