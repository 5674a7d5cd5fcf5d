using System.Runtime.Versioning;

// The servers under test are Linux programs, run with the means of Linux: setpriv, /proc, sockets
[assembly: SupportedOSPlatform("linux")]
