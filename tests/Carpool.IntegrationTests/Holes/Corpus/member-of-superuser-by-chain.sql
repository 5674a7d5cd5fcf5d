-- opens: an app's group is in an operators' group that is in a superuser
-- finds: CP6006 error
CREATE ROLE operators;
GRANT postgres TO operators;
GRANT operators TO shop_read;
-- undo
DROP ROLE operators;
