-- opens: an app's login may make and change roles
-- finds: CP6009 error
ALTER ROLE shop_app CREATEROLE;
