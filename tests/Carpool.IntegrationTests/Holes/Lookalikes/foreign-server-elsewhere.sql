-- opens: nothing: an app reads from another host, as it was given
-- needs: extension postgres_fdw
-- in: blog
CREATE EXTENSION postgres_fdw;
CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'db.example.com', dbname 'sales');
GRANT USAGE ON FOREIGN SERVER elsewhere TO blog_owner;
CREATE USER MAPPING FOR blog_owner SERVER elsewhere OPTIONS (user 'sales', password 'hole-password');
-- undo
DROP EXTENSION postgres_fdw CASCADE;
