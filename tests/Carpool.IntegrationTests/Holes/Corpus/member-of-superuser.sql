-- opens: an app's login can become a superuser
-- finds: CP6006 error shop_report
GRANT postgres TO shop_report;
