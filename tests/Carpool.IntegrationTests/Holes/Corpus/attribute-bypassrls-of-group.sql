-- opens: a group that an app's login can become skips row security everywhere
-- finds: CP6009 error
ALTER ROLE shop_read BYPASSRLS;
