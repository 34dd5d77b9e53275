// Started by tests as a process of its own, and killed by them. It talks by lines, and ends with its input: the system closes that when the
// tests are gone, however they went.
while (await Console.In.ReadLineAsync() is { } line)
{
    await Console.Out.WriteLineAsync(line);
}
