-- opens: an app's login skips row security everywhere
-- finds: CP6009 error
ALTER ROLE shop_report BYPASSRLS;
