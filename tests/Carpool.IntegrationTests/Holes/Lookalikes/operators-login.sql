-- opens: nothing: an operator is a superuser
CREATE ROLE operator LOGIN SUPERUSER PASSWORD 'hole-password';
-- undo
DROP ROLE operator;
