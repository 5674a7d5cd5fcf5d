-- opens: whoever may make databases may copy an app's, with several logins
-- finds: CP6037 warning
ALTER DATABASE shop WITH IS_TEMPLATE true;
-- undo
ALTER DATABASE shop WITH IS_TEMPLATE false;
