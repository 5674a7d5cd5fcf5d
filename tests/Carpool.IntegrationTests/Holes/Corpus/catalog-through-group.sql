-- opens: a group that an app's login is in reads the verifiers of all passwords
-- finds: CP6020 error
-- in: blog
CREATE ROLE auditors;
GRANT SELECT ON pg_catalog.pg_authid TO auditors;
GRANT auditors TO blog_jobs;
-- undo
DROP OWNED BY auditors;
DROP ROLE auditors;
