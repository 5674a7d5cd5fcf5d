-- Two databases made by following the page that the project's users come from, statement by statement.
-- can blog_app in blog: CREATE TABLE another (id int)
-- can blog_app in blog: INSERT INTO post VALUES (2)
-- can todo_app in todo: CREATE SCHEMA drizzle
-- can todo_app in todo: SELECT * FROM task
-- in postgres
CREATE DATABASE blog;
CREATE DATABASE todo;
REVOKE CONNECT ON DATABASE blog FROM PUBLIC;
REVOKE CONNECT ON DATABASE todo FROM PUBLIC;
REVOKE CONNECT ON DATABASE postgres FROM PUBLIC;
-- in postgres as superuser
GRANT CONNECT ON DATABASE postgres TO postgres;
-- in postgres
CREATE ROLE blog_app LOGIN PASSWORD 'old blog_app';
CREATE ROLE todo_app LOGIN PASSWORD 'old todo_app';
GRANT CONNECT ON DATABASE blog TO blog_app;
GRANT CREATE ON DATABASE blog TO blog_app;
GRANT CONNECT ON DATABASE todo TO todo_app;
GRANT CREATE ON DATABASE todo TO todo_app;
-- in blog as superuser
GRANT CREATE, USAGE ON SCHEMA public TO blog_app;
-- in todo as superuser
GRANT CREATE, USAGE ON SCHEMA public TO todo_app;
-- in blog as blog_app
CREATE TABLE post (id int);
-- in todo as todo_app
CREATE TABLE task (id int);
