using System.Text;

namespace MediMate.Incidents.Cli;

internal static class Program
{
    private static Task<int> Main(string[] arguments)
    {
        // The same bytes on every platform, whatever the console's own encoding.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return CommandLine.RunAsync(arguments, Console.Out, Console.Error);
    }
}
