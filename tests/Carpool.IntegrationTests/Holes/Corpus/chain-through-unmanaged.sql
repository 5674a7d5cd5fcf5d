-- opens: a login is in a role of a database that nobody manages, which is in another app's owner
-- finds: CP6006 error
GRANT shop_owner TO crm_owner;
GRANT crm_owner TO blog_jobs;
-- undo
REVOKE shop_owner FROM crm_owner;
