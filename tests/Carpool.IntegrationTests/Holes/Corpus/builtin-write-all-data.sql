-- opens: an app's login writes every table of every database that it enters
-- finds: CP6011 error
GRANT pg_write_all_data TO blog_jobs;
