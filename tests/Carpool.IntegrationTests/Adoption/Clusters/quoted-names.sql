-- Names that need quotes, everywhere.
-- can Anna O'Brien in Größe 1: SELECT * FROM "Odd Schema"."Ta""ble"
-- can Anna O'Brien in Größe 1: INSERT INTO "Odd Schema"."Ta""ble" VALUES (1)
-- can select in Größe 1: SELECT * FROM "Odd Schema"."Ta""ble"
-- in postgres
CREATE ROLE "Anna O'Brien" LOGIN PASSWORD 'old Anna O''Brien';
CREATE ROLE "select" LOGIN PASSWORD 'old select';
CREATE DATABASE "Größe 1" OWNER "Anna O'Brien";
-- in Größe 1 as Anna O'Brien
CREATE SCHEMA "Odd Schema";
CREATE TABLE "Odd Schema"."Ta""ble" ("a column" int);
GRANT USAGE ON SCHEMA "Odd Schema" TO "select";
GRANT SELECT ON "Odd Schema"."Ta""ble" TO "select";
