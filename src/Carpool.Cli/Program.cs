using Carpool.Cli;

// Asked for the version alone, nothing else is loaded
if (args is ["--version"])
{
    Console.Out.WriteLine($"carpool {ToolVersion.Current}");
    return 0;
}

CoreDump.Forbid();
return await CommandLine.RunAsync(args, Terminal.FromProcess());
