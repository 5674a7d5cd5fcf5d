-- opens: nothing: an operator who may do anything is in an app's role
CREATE ROLE dba LOGIN SUPERUSER PASSWORD 'hole-password';
GRANT blog_owner TO dba;
-- undo
DROP ROLE dba;
