-- opens: whoever may make databases may copy an app's
-- finds: CP6037 warning
ALTER DATABASE todo WITH IS_TEMPLATE true;
-- undo
ALTER DATABASE todo WITH IS_TEMPLATE false;
