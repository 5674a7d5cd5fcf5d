-- What a registry of this version has and this one lacks: half of it was dropped, or half of it restored.
SELECT 'carpool.' || w.relname || ' has no column ' || w.attname || ' (' || w.typname || ')'
  FROM (VALUES ('version', 'version', 'int4'),
               ('stack', 'name', 'text'), ('stack', 'key_fingerprint', 'text'),
               ('app', 'stack', 'text'), ('app', 'database', 'text'), ('app', 'name', 'text'), ('app', 'standing', 'text'), ('app', 'database_oid', 'int8'),
               ('app', 'owner', 'text'), ('app', 'owner_oid', 'int8'), ('app', 'on_remove', 'text'), ('app', 'is_protected', 'bool'),
               ('app', 'original_database', 'text'), ('app', 'original_owner', 'text'), ('app', 'created_at', 'timestamptz'),
               ('app', 'removed_at', 'timestamptz'), ('app', 'seal', 'bytea'), ('app', 'write_group', 'text'), ('app', 'write_group_oid', 'int8'),
               ('app', 'read_group', 'text'), ('app', 'read_group_oid', 'int8'),
               ('login', 'stack', 'text'), ('login', 'name', 'text'), ('login', 'database', 'text'), ('login', 'app', 'text'), ('login', 'role', 'text'),
               ('login', 'access', 'text'), ('login', 'oid', 'int8'), ('login', 'original_name', 'text'), ('login', 'generation', 'int4'),
               ('login', 'password', 'bytea'), ('login', 'seal', 'bytea'), ('login', 'standing', 'text'), ('login', 'replaced_at', 'timestamptz'),
               ('apply', 'stack', 'text'), ('apply', 'started_at', 'timestamptz'), ('apply', 'command', 'text'), ('apply', 'outcome', 'text'),
               ('apply', 'changes', 'int4'), ('apply', 'duration_ms', 'int8'),
               ('canary', 'stack', 'text'), ('canary', 'name', 'text'), ('canary', 'database_oid', 'int8'), ('canary', 'seal', 'bytea')) AS w (relname, attname, typname)
 WHERE NOT EXISTS (
       SELECT FROM pg_catalog.pg_attribute AS a
         JOIN pg_catalog.pg_class AS c ON c.oid = a.attrelid
         JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
         JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
        WHERE n.nspname = 'carpool' AND c.relkind = 'r' AND c.relname = w.relname AND a.attname = w.attname AND t.typname = w.typname AND NOT a.attisdropped)
UNION ALL
SELECT 'carpool.' || w.relname || ' has no primary key'
  FROM (VALUES ('version'), ('stack'), ('app'), ('login'), ('apply'), ('canary')) AS w (relname)
 WHERE NOT EXISTS (
       SELECT FROM pg_catalog.pg_constraint AS k
         JOIN pg_catalog.pg_class AS c ON c.oid = k.conrelid
         JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname = 'carpool' AND c.relname = w.relname AND k.contype = 'p')
 ORDER BY 1
