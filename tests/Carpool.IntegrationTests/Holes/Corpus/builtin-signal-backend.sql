-- opens: an app's login ends its neighbours' sessions
-- finds: CP6011 error
GRANT pg_signal_backend TO blog_app;
