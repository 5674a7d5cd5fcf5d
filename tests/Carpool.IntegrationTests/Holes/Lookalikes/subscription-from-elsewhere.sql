-- opens: nothing: a superuser's subscription to another cluster
-- in: todo
CREATE SUBSCRIPTION copied CONNECTION 'host=db.example.com dbname=sales user=sales password=hole-password' PUBLICATION everything WITH (connect = false, slot_name = NONE);
-- undo
DROP SUBSCRIPTION copied;
