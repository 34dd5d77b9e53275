using System.Text;
using Microsoft.Data.Sqlite;

namespace MediMate.Incidents.Cli.Tests;

/// <summary><c>verify</c>, <c>export</c> and <c>import</c>: what they print, what they leave alone, and their exit codes.</summary>
public sealed class StoreCommandTests
{
    [Fact]
    public async Task Sound_store_is_counted_and_left_as_it_is()
    {
        using var sample = await SampleStore.CreateAsync();
        var before = await File.ReadAllBytesAsync(sample.Path);

        var run = await CommandRun.OfAsync("verify", "--sqlite", sample.Path, "--public-key", sample.PublicKey);

        Assert.Equal((0, string.Empty), (run.ExitCode, run.Error));
        Assert.StartsWith("incidents: 2\nevents: ", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\ncheckpoints: 1\ntombstones: 0\nwithout a signature: 0\nerased personal values: 0\nsound\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(sample.Path));
    }

    [Fact]
    public async Task Byte_that_was_changed_in_the_file_is_named_by_incident_and_event()
    {
        using var sample = await SampleStore.CreateAsync();
        Assert.Equal(0, (await CommandRun.OfAsync("verify", "--sqlite", sample.Path)).ExitCode);
        var bytes = await File.ReadAllBytesAsync(sample.Path);
        var place = bytes.AsSpan().IndexOf("\"how\":\"drew it anew\""u8);
        bytes[place + 7] = (byte)'b';
        await File.WriteAllBytesAsync(sample.Path, bytes);

        var run = await CommandRun.OfAsync("verify", "--sqlite", sample.Path);

        Assert.Equal((1, string.Empty), (run.ExitCode, run.Error));
        Assert.Matches("\nnot sound: INC-1, event [0-9]+: its hash is not that of its content and of the event before it\\.\n$", run.Output);
        Assert.Equal(1, (await CommandRun.OfAsync("export", "--sqlite", sample.Path, "--output", sample.In("archive.jsonl"))).ExitCode);
        Assert.False(File.Exists(sample.In("archive.jsonl")));
        Assert.False(File.Exists(sample.In("archive.jsonl.unfinished")));
    }

    [Fact]
    public async Task Key_that_did_not_sign_makes_a_store_unsound()
    {
        using var sample = await SampleStore.CreateAsync();
        using var other = await SampleStore.CreateAsync();

        var run = await CommandRun.OfAsync("verify", "--sqlite", sample.Path, "--public-key", other.PublicKey);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("not sound: Checkpoint 1: it was signed with the key", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await CommandRun.OfAsync("verify", "--sqlite", sample.Path, "--public-key", other.PublicKey, "--public-key", sample.PublicKey)).ExitCode);
    }

    [Theory]
    [InlineData("archive.jsonl")]
    [InlineData("archive.jsonl.gz")]
    public async Task What_is_exported_is_imported_and_sound(string name)
    {
        using var sample = await SampleStore.CreateAsync();
        var (archive, copy) = (sample.In(name), sample.In("copy.db"));

        var exported = await CommandRun.OfAsync("export", "--sqlite", sample.Path, "--output", archive);
        var imported = await CommandRun.OfAsync("import", archive, "--sqlite", copy);
        var again = await CommandRun.OfAsync("import", archive, "--sqlite", copy);

        Assert.Equal((0, string.Empty), (exported.ExitCode, exported.Error));
        Assert.StartsWith("incidents: 2\n", exported.Output, StringComparison.Ordinal);
        Assert.Equal(exported, imported);
        Assert.Equal(0, (await CommandRun.OfAsync("verify", "--sqlite", copy, "--public-key", sample.PublicKey)).ExitCode);
        Assert.Equal((1, string.Empty), (again.ExitCode, again.Output));
        Assert.StartsWith("MMI3014: ", again.Error, StringComparison.Ordinal);
        Assert.Equal(name.EndsWith(".gz", StringComparison.Ordinal), (await File.ReadAllBytesAsync(archive))[0] == 0x1F);
        Assert.False(File.Exists($"{archive}.unfinished"));
    }

    [Fact]
    public async Task Archive_goes_to_standard_output_where_no_file_is_named_and_holds_what_had_ended()
    {
        using var sample = await SampleStore.CreateAsync();

        var all = await CommandRun.OfAsync("export", "--sqlite", sample.Path);
        var ended = await CommandRun.OfAsync("export", "--sqlite", sample.Path, "--output", "-", "--ended-before", "2100-01-01T00:00:00Z");

        Assert.Equal(0, all.ExitCode);
        Assert.StartsWith("{\"archive\":{\"format\":\"MediMate.Incidents\",\"version\":2,", all.Output, StringComparison.Ordinal);
        Assert.StartsWith("incidents: 2\n", all.Error, StringComparison.Ordinal);
        Assert.StartsWith("incidents: 1\n", ended.Error, StringComparison.Ordinal);
        using var file = new TemporaryFile("archive.jsonl", ended.Output);
        Assert.Equal(0, (await CommandRun.OfAsync("import", file.Path, "--sqlite", sample.In("copy.db"))).ExitCode);
    }

    [Fact]
    public async Task Archive_that_was_cut_off_is_refused_by_its_line()
    {
        using var sample = await SampleStore.CreateAsync();
        var all = await CommandRun.OfAsync("export", "--sqlite", sample.Path);
        using var file = new TemporaryFile("archive.jsonl", all.Output[..(all.Output.Length / 2)]);

        var run = await CommandRun.OfAsync("import", file.Path, "--sqlite", sample.In("copy.db"));

        Assert.Equal((1, string.Empty), (run.ExitCode, run.Output));
        Assert.StartsWith("MMI3013: the archive cannot be read at line ", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("incidents: 0\n", (await CommandRun.OfAsync("verify", "--sqlite", sample.In("copy.db"))).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("export")]
    public async Task File_that_is_not_there_is_not_made(string command)
    {
        using var sample = await SampleStore.CreateAsync();
        var missing = sample.In("missing.db");

        var run = await CommandRun.OfAsync(command, "--sqlite", missing);

        Assert.Equal((2, string.Empty), (run.ExitCode, run.Output));
        Assert.Equal($"{missing}: there is no such file.", run.Error.Trim());
        Assert.False(File.Exists(missing));
    }

    [Theory]
    [InlineData("verify", false)]
    [InlineData("export", false)]
    [InlineData("verify", true)]
    [InlineData("export", true)]
    public async Task File_that_is_no_store_stays_as_it_is(string command, bool isDatabase)
    {
        using var sample = await SampleStore.CreateAsync();
        var path = sample.In("other.db");
        await File.WriteAllTextAsync(path, isDatabase ? string.Empty : new string('x', 5000));
        if (isDatabase)
        {
            await using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var statement = connection.CreateCommand();
            statement.CommandText = "CREATE TABLE note (text TEXT)";
            await statement.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var before = await File.ReadAllBytesAsync(path);

        var run = await CommandRun.OfAsync(command, "--sqlite", path);

        Assert.Equal((2, string.Empty), (run.ExitCode, run.Output));
        Assert.StartsWith(isDatabase ? "MMI3012: the schema of SQLite is at version 0" : "MMI3010: SQLite refused", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task Server_that_does_not_answer_exits_with_2()
    {
        var run = await CommandRun.OfAsync("verify", "--postgres", "Host=/nowhere;Username=nobody;Database=none");

        Assert.Equal((2, string.Empty), (run.ExitCode, run.Output));
        Assert.StartsWith("MMI3006: PostgreSQL does not answer", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("verify", "--sqlite")]
    [InlineData("verify", "--sqlite", "a.db", "--postgres", "Host=a")]
    [InlineData("verify", "--sqlite", "a.db", "--schema", "incidents")]
    [InlineData("verify", "--postgres", "no connection string")]
    [InlineData("verify", "--postgres", "Host=a", "--schema", "No Schema")]
    [InlineData("verify", "--sqlite", "a.db", "--public-key", "no-such.pem")]
    [InlineData("export", "--sqlite", "a.db", "--ended-before", "yesterday")]
    [InlineData("import", "no-such.jsonl", "--sqlite", "a.db")]
    [InlineData("import", "--sqlite", "a.db")]
    public async Task Wrong_arguments_exit_with_2(params string[] arguments)
    {
        var run = await CommandRun.OfAsync(arguments);

        Assert.Equal((2, string.Empty), (run.ExitCode, run.Output));
        Assert.NotEmpty(run.Error);
        Assert.False(File.Exists("a.db"));
    }

    [Fact]
    public async Task Letter_of_several_bytes_comes_through_whatever_its_place()
    {
        await using var text = new StringWriter();
        await using var stream = new WriterStream(text);

        foreach (var single in Encoding.UTF8.GetBytes("a\u00e9\u2028\ud83d\ude00"))
        {
            await stream.WriteAsync(new[] { single }, TestContext.Current.CancellationToken);
        }

        Assert.Equal("a\u00e9\u2028\ud83d\ude00", text.ToString());
    }
}
