-- opens: a login that inherits nothing can still become another app's role
-- until: 15
-- finds: CP6006 error shop_app
GRANT blog_owner TO shop_app;
