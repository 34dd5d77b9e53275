namespace MediMate.Incidents.Relational.Tests.Kit;

public sealed class ChildProcessTests
{
    private const string Worker = "MediMate.Incidents.CrashWorker.dll";

    [Fact]
    public async Task Process_answers_line_by_line_and_ends_with_its_input()
    {
        await using var process = ChildProcess.Start(Worker);

        await process.WriteLineAsync("one");
        Assert.Equal("one", await process.ReadLineAsync());
        await process.WriteLineAsync("two");
        Assert.Equal("two", await process.ReadLineAsync());

        Assert.Equal(0, await process.EndAsync());
        Assert.Null(await process.ReadLineAsync());
        Assert.Empty(await process.ReadErrorsAsync());
    }

    [Fact]
    public async Task Process_is_gone_when_it_was_killed()
    {
        await using var process = ChildProcess.Start(Worker);
        await process.WriteLineAsync("alive");
        Assert.Equal("alive", await process.ReadLineAsync());
        Assert.False(process.HasExited);

        await process.KillAsync();

        Assert.True(process.HasExited);
        Assert.Null(await process.ReadLineAsync());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(128 + 9, await process.WaitForExitAsync());
        }
    }

    [Fact]
    public async Task Process_tells_what_went_wrong_when_its_program_is_missing()
    {
        await using var process = ChildProcess.Start("nowhere.dll");

        Assert.NotEqual(0, await process.WaitForExitAsync());
        Assert.Contains("nowhere.dll", await process.ReadErrorsAsync(), StringComparison.Ordinal);
    }
}
