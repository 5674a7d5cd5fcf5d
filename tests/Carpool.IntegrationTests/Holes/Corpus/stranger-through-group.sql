-- opens: a login that is nobody's may enter two apps' databases over a group
-- finds: CP6034 warning
CREATE ROLE contractors;
CREATE ROLE contractor LOGIN PASSWORD 'hole-password' IN ROLE contractors;
GRANT CONNECT ON DATABASE todo, shop TO contractors;
-- undo
DROP ROLE contractor;
DROP OWNED BY contractors;
DROP ROLE contractors;
