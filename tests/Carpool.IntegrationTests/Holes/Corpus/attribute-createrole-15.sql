-- opens: up to 15 a group that may make roles is one with all of them
-- until: 15
-- finds: CP6009 error
CREATE ROLE clerks CREATEROLE;
GRANT clerks TO shop_app;
-- undo
DROP ROLE clerks;
