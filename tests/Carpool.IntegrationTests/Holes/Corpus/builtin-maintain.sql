-- opens: an app's login maintains every table of every database that it enters
-- from: 17
-- finds: CP6011 warning
GRANT pg_maintain TO shop_writer;
