-- opens: anybody in a database reads the verifiers of all passwords
-- finds: CP6020 error
-- in: todo
GRANT SELECT ON pg_catalog.pg_authid TO PUBLIC;
