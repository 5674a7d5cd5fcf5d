-- opens: an app says where code is looked for
-- from: 15
-- finds: CP6021 error
GRANT SET ON PARAMETER dynamic_library_path TO shop_app;
