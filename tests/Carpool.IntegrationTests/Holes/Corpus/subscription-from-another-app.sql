-- opens: a subscription copies another app's tables here
-- finds: CP6017 error
-- plain: unknown
-- in: blog
CREATE SUBSCRIPTION copied CONNECTION 'host=127.0.0.1 port=:port dbname=todo user=todo_app password=hole-password' PUBLICATION everything WITH (connect = false, slot_name = NONE);
-- undo
DROP SUBSCRIPTION IF EXISTS copied;
