-- opens: nothing: somebody who left may no longer log in, whatever else he may
CREATE ROLE former NOLOGIN PASSWORD 'hole-password' VALID UNTIL '2020-01-01';
GRANT CONNECT ON DATABASE blog TO former;
-- undo
DROP OWNED BY former;
DROP ROLE former;
