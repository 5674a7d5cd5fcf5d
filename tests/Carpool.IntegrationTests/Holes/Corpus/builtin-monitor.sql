-- opens: an app's login reads its neighbours' statements
-- finds: CP6011 error
GRANT pg_monitor TO blog_jobs;
