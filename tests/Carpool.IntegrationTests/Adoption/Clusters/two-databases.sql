-- One login serves two databases: it is at home where it owns things, and the other has to be given a login of its own.
-- finding CP2061
-- hazard CP3016
-- can pair in first: INSERT INTO one VALUES (1)
-- can pair in second: SELECT * FROM two
-- can second in second: INSERT INTO two VALUES (1)
-- out pair in second
-- in postgres
CREATE ROLE pair LOGIN PASSWORD 'old pair';
CREATE ROLE second LOGIN PASSWORD 'old second';
CREATE DATABASE first OWNER pair;
CREATE DATABASE second OWNER second;
-- in first as pair
CREATE TABLE one (id int);
-- in second as second
CREATE TABLE two (id int);
GRANT SELECT ON two TO pair;
