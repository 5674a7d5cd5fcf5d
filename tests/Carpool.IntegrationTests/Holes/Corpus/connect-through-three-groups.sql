-- opens: CONNECT on another app's database at the end of three memberships
-- finds: CP6007 error
CREATE ROLE house;
CREATE ROLE floor;
CREATE ROLE room;
GRANT CONNECT ON DATABASE blog TO house;
GRANT house TO floor;
GRANT floor TO room;
GRANT room TO shop_writer;
-- undo
DROP ROLE room;
DROP ROLE floor;
DROP OWNED BY house;
DROP ROLE house;
