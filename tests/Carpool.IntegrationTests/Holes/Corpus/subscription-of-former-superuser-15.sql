-- opens: an app's owner was a superuser for a day, and owns a subscription since
-- until: 15
-- finds: CP6017 error
-- in: todo
CREATE SUBSCRIPTION mine CONNECTION 'host=db.example.com dbname=sales user=sales password=hole-password' PUBLICATION everything WITH (connect = false, slot_name = NONE);
ALTER ROLE todo_owner SUPERUSER;
ALTER SUBSCRIPTION mine OWNER TO todo_owner;
ALTER ROLE todo_owner NOSUPERUSER;
-- undo
DROP SUBSCRIPTION IF EXISTS mine;
