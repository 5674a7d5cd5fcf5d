-- opens: a function that runs as a superuser, in a schema of tools
-- finds: CP6012 error
-- in: shop
CREATE SCHEMA tools;
GRANT USAGE ON SCHEMA tools TO PUBLIC;
CREATE FUNCTION tools.settle(amount numeric, OUT total numeric) LANGUAGE sql SECURITY DEFINER AS 'SELECT amount * 2';
-- undo
DROP SCHEMA tools CASCADE;
