-- opens: a subscription copies tables of a database that nobody manages into an app's
-- finds: CP6017 error
-- plain: unknown
-- in: shop
CREATE SUBSCRIPTION copied CONNECTION 'port=:port dbname=crm user=postgres' PUBLICATION everything WITH (connect = false, slot_name = NONE);
-- undo
DROP SUBSCRIPTION IF EXISTS copied;
