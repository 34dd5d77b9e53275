using System.Diagnostics;
using MediMate.Incidents.Relational.Tests.Kit;
using Microsoft.Data.Sqlite;
using NodaTime;
using Npgsql;

namespace MediMate.Incidents.Relational.Tests.Archive;

/// <summary>The databases' own backups, taken while an engine works, are sound, and an engine goes on from them.</summary>
public sealed class BackupTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sqlite_backup_of_a_working_store_is_sound_and_the_engine_goes_on_from_it(bool vacuum)
    {
        using var file = new SqliteFile();
        using var backup = new SqliteFile();
        await using var store = SqliteStore.Open(file.Path);
        await WhileWorkingAsync(store, async () =>
        {
            await using var connection = new SqliteConnection(file.ConnectionString);
            await connection.OpenAsync(Cancelled);
            if (vacuum)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = "VACUUM INTO $1";
                command.Parameters.AddWithValue("$1", backup.Path);
                await command.ExecuteNonQueryAsync(Cancelled);
            }
            else
            {
                await using var to = new SqliteConnection(backup.ConnectionString);
                await to.OpenAsync(Cancelled);
                connection.BackupDatabase(to);
            }
        });

        await using var restored = SqliteStore.Open(backup.Path);
        await GoesOnAsync(restored);
    }

    [Fact]
    public async Task Postgresql_dump_of_a_working_store_is_sound_and_the_engine_goes_on_from_it()
    {
        var source = await PostgreSql.RequireAsync();
        var target = await PostgreSql.RequireAsync();
        if (PostgreSqlServer.FindProgram("pg_dump") is not { } dump || PostgreSqlServer.FindProgram("psql") is not { } load)
        {
            Assert.Skip("There is no pg_dump, or no psql.");
            return;
        }

        await using var store = PostgreSqlStore.Open(source);
        var script = string.Empty;
        await WhileWorkingAsync(store, async () => script = await RunAsync(dump, source, input: string.Empty, "--schema=incidents"));
        await RunAsync(load, target, script, "--quiet", "--set=ON_ERROR_STOP=1");

        await using var restored = PostgreSqlStore.Open(target);
        await GoesOnAsync(restored);
    }

    private static async Task WhileWorkingAsync(RelationalIncidentStore store, Func<Task> backup)
    {
        await Story.TellAsync(store);
        using var stop = new CancellationTokenSource();
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var working = Task.Run(
            async () =>
            {
                await using var story = Story.On(store);
                for (var i = 0; !stop.IsCancellationRequested; i++)
                {
                    await story.CloseAsync($"key {i}");
                    first.TrySetResult();
                }
            },
            Cancelled);
        await Task.WhenAny(first.Task, working);
        try
        {
            await backup();
        }
        finally
        {
            await stop.CancelAsync();
            await working;
        }
    }

    private static async Task GoesOnAsync(RelationalIncidentStore restored)
    {
        var verification = await restored.VerifyAsync(cancellationToken: Cancelled);
        Assert.True(verification.IsSound, verification.FirstFault?.Message);
        Assert.True(verification.Incidents >= 5, $"there are {verification.Incidents} incidents");
        await using var story = Story.On(restored);
        await story.Harness.AdvanceAsync(Duration.FromDays(20));
        var held = await story.Harness.Incidents.SignalAsync(new Signal { Summary = "UI glitch", Key = "Students cannot log in" }, Cancelled);
        Assert.Equal("INC-3", held.Incident!.Reference);
        await story.CloseAsync("after the backup");
        Assert.True((await restored.VerifyAsync(cancellationToken: Cancelled)).IsSound);
    }

    private static async Task<string> RunAsync(string program, string connectionString, string input, params string[] arguments)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(program, [$"--host={connection.Host}", $"--username={connection.Username}", $"--dbname={connection.Database}", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Cancelled), process.StandardError.ReadToEndAsync(Cancelled));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(Cancelled);
        Assert.True(process.ExitCode == 0, await errors);
        return await output;
    }
}
