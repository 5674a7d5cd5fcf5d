-- opens: nothing: a group may enter an app's database, and nobody is in it
CREATE ROLE readers;
GRANT CONNECT ON DATABASE todo TO readers;
-- undo
DROP OWNED BY readers;
DROP ROLE readers;
