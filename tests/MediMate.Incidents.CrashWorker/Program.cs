using MediMate.Incidents.CrashWorker;
using MediMate.Incidents.Relational.Tests.Crashes;

// Started by tests as a process of its own, and killed by them. It talks by lines.
if (args.Length > 0)
{
    await using var worker = new Worker(WorkerOrder.Read(args));
    await worker.RunAsync();
    return;
}

// Without an order it says what it is told, and ends with its input: the system closes that when the tests are gone, however they went.
while (await Console.In.ReadLineAsync() is { } line)
{
    await Console.Out.WriteLineAsync(line);
}
