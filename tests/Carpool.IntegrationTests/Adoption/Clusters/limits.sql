-- Connection limits of a database and of logins, which stay as they are.
-- can queue in queue: INSERT INTO job VALUES (1)
-- can worker in queue: SELECT * FROM job
-- in postgres
CREATE ROLE queue LOGIN PASSWORD 'old queue' CONNECTION LIMIT 7;
CREATE ROLE worker LOGIN PASSWORD 'old worker' CONNECTION LIMIT 5;
CREATE DATABASE queue OWNER queue CONNECTION LIMIT 22;
-- in queue as queue
CREATE TABLE job (id int);
GRANT SELECT ON job TO worker;
