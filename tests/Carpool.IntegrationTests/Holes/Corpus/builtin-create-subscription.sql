-- opens: an app's login makes subscriptions, whose workers connect to wherever it says
-- from: 16
-- finds: CP6011 error
GRANT pg_create_subscription TO todo_app;
