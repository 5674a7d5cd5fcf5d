-- opens: a login is a member of another app's owner and may hand it out
-- until: 15
-- finds: CP6006 error shop_app
GRANT todo_owner TO shop_app WITH ADMIN OPTION;
