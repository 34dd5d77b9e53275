using System.Diagnostics;
using System.Globalization;
using MediMate.Incidents.Relational.Tests.Kit;

namespace MediMate.Incidents.Relational.Tests.Crashes;

/// <summary>What was accepted outlives the process that accepted it, at whatever instant that is killed.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    /// <summary>After so many kills the next ones are on an empty store: some of them hit its very beginning.</summary>
    private const int KillsOfAStore = 25;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.PostgreSql)]
    public async Task Accepted_commands_and_messages_outlive_a_kill_at_any_instant(DatabaseKind kind)
    {
        var (kills, seed) = (Kills(), TestSeed.Get());
        var random = new Random(seed);
        var (killed, accepted, received, repeated, died, stores) = (0, 0, 0, 0, 0, 0);
        var (refused, held, kept) = (0, 0, 0);
        var started = Stopwatch.GetTimestamp();
        while (killed < kills)
        {
            await using var site = await CrashSite.CreateAsync(kind, $"crash {stores++}", random);
            for (var left = Math.Min(KillsOfAStore, kills - killed); left > 0; left--)
            {
                NoFaults(await site.CrashAsync(), seed, ++killed);
            }

            NoFaults(await site.FinishAsync(), seed, killed);
            (accepted, received, repeated, died) = (accepted + site.Accepted, received + site.Received, repeated + site.Repeated, died + site.DiedWhileSending);
            (refused, held, kept) = (refused + site.Refused, held + site.Seen.Held, kept + site.Seen.KeptAnswers);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{kind}, seed {seed}: {killed} kills on {stores} stores in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s; {accepted} commands accepted, {received} messages received, {repeated} of them again; {died} were being sent at a kill, {refused} were refused, {held} rows were held for a bundle, {kept} answers of the directory were kept."));
        Assert.True(repeated <= died + refused);
        Assert.NotEqual(0, kept);
        Assert.NotEqual(0, accepted);
        Assert.NotEqual(0, received);
    }

    private static int Kills() =>
        int.TryParse(Environment.GetEnvironmentVariable("INCIDENTS_CRASHES"), CultureInfo.InvariantCulture, out var asked) ? asked
        : Environment.GetEnvironmentVariable("CI") == "true" ? 40
        : 10;

    private static void NoFaults(IReadOnlyList<string> faults, int seed, int killed) =>
        Assert.True(faults.Count == 0, $"seed {seed}, after kill {killed}: {faults.Count} faults\n{string.Join('\n', faults.Take(20))}");
}
