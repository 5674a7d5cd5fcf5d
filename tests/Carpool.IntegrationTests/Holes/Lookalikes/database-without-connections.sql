-- opens: nothing: a database that lets nobody in
CREATE DATABASE asleep ALLOW_CONNECTIONS false;
-- undo
DROP DATABASE asleep;
