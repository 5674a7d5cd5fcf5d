-- opens: an app reads the verifiers of all passwords
-- finds: CP6020 error
-- in: blog
GRANT SELECT ON pg_catalog.pg_shadow TO blog_owner;
