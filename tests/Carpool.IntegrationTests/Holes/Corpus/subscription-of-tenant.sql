-- opens: an app owns a subscription, whose worker connects to wherever it says
-- from: 16
-- finds: CP6017 error
-- in: todo
CREATE SUBSCRIPTION mine CONNECTION 'host=db.example.com dbname=sales user=sales password=hole-password' PUBLICATION everything WITH (connect = false, slot_name = NONE);
ALTER SUBSCRIPTION mine OWNER TO todo_owner;
-- undo
DROP SUBSCRIPTION IF EXISTS mine;
