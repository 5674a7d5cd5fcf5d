-- opens: a login that is nobody's may enter an app's database
-- finds: CP6034 warning
CREATE ROLE intern LOGIN PASSWORD 'hole-password';
GRANT CONNECT ON DATABASE blog TO intern;
-- undo
DROP OWNED BY intern;
DROP ROLE intern;
