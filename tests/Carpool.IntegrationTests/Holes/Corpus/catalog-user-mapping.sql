-- opens: a login reads the passwords of foreign servers
-- finds: CP6020 error
-- in: blog
GRANT SELECT ON pg_catalog.pg_user_mapping TO blog_jobs;
