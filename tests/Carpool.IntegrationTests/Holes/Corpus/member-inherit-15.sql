-- opens: a login that inherits has all that another app's owner has
-- until: 15
-- finds: CP6006 error shop_report
GRANT todo_owner TO shop_report;
