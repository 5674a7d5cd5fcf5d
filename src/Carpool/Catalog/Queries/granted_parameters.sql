-- SET on a parameter can be granted from 15 on.
SELECT w.name
  FROM pg_catalog.unnest($1::text[]) AS w(name)
 WHERE pg_catalog.has_parameter_privilege(w.name, 'SET')
 ORDER BY w.name COLLATE "C"
