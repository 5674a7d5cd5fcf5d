-- Every database. datconnlimit -2 marks one whose DROP was interrupted: ALTER DATABASE on it ends our own session.
-- Nobody may connect to one that is dropped at this moment: the function then says NULL. The provider has a column from 15 on, and its
-- locale one that got another name with 17.
SELECT d.datname::text AS name,
       d.oid::int8 AS oid,
       pg_catalog.pg_get_userbyid(d.datdba)::text AS owner,
       d.datallowconn,
       d.datistemplate,
       d.datconnlimit,
       COALESCE(pg_catalog.to_jsonb(d) ->> 'datlocprovider', 'c') AS provider,
       COALESCE(pg_catalog.to_jsonb(d) ->> 'datlocale', pg_catalog.to_jsonb(d) ->> 'daticulocale') AS locale,
       d.datcollate::text AS collate,
       d.datctype::text AS ctype,
       pg_catalog.pg_encoding_to_char(d.encoding)::text AS encoding,
       pg_catalog.pg_has_role(CURRENT_USER, d.datdba, 'USAGE') AS admin_may_grant,
       COALESCE(pg_catalog.has_database_privilege(CURRENT_USER, d.oid, 'CONNECT'), false) AS admin_may_connect
  FROM pg_catalog.pg_database AS d
 ORDER BY d.datname::text COLLATE "C"
