-- opens: a login may hand out its app's readers
-- finds: CP6033 warning
GRANT shop_read TO shop_report WITH ADMIN OPTION;
