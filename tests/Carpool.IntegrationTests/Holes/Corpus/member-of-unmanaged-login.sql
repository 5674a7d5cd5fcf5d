-- opens: an app's login is a member of a login of a database that nobody manages
-- finds: CP6006 error
GRANT crm_app TO shop_writer;
