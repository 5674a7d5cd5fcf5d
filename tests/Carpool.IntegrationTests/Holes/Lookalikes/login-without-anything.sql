-- opens: nothing: a login that may enter no database
CREATE ROLE intern LOGIN PASSWORD 'hole-password';
-- undo
DROP ROLE intern;
