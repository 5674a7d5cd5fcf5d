-- opens: a login is in the group of another app's readers, which got CONNECT by hand
-- finds: CP6006 error
GRANT CONNECT ON DATABASE shop TO shop_read;
GRANT shop_read TO blog_jobs;
-- undo
REVOKE CONNECT ON DATABASE shop FROM shop_read;
