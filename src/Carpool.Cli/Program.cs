if (args is ["--version"])
{
    Console.Out.WriteLine("carpool");
    return 0;
}

return 0;
