using System.Diagnostics;
using MediMate.Incidents.Relational.Tests.Kit;

namespace MediMate.Incidents.Relational.Tests.Faults;

/// <summary>A disk that is full refuses commands, and spoils nothing.</summary>
public sealed class DiskFullTests
{
    [Fact]
    public async Task Sqlite_on_a_full_disk_refuses_keeps_the_file_whole_and_goes_on_when_there_is_room()
    {
        await using var disk = await SmallDisk.RequireAsync();
        await using var store = SqliteStore.Open(Path.Combine(disk.Folder, "incidents.db"));
        var incident = await FaultCommands.DeclareAsync(store, "K1");
        var accepted = new List<string>();
        await disk.FillAsync();

        var failures = new List<IncidentStoreException>();
        for (var number = 0; number < 200 && failures.Count < 5; number++)
        {
            // Longer than a page: sooner or later the log has to grow.
            var text = $"{number} {new string('x', 20_000)}";
            try
            {
                await FaultCommands.NoteAsync(store, incident.Id, text);
                accepted.Add(text);
            }
            catch (IncidentStoreException exception)
            {
                failures.Add(exception);
            }
        }

        Assert.Equal(5, failures.Count);
        Assert.All(failures, failure =>
        {
            Assert.StartsWith("MMI3008", failure.Message, StringComparison.Ordinal);
            Assert.True(failure is { IsTransient: true, IsOutcomeUnknown: false });
        });
        Assert.Equal(accepted, await FaultCommands.NotesAsync(store, incident.Id));
        disk.MakeRoom();
        await FaultCommands.NoteAsync(store, incident.Id, "there is room");
        accepted.Add("there is room");

        Assert.Equal(accepted, await FaultCommands.NotesAsync(store, incident.Id));
        var verification = await store.VerifyAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(verification.IsSound, verification.FirstFault?.Message);
        Assert.Equal("ok", await IntegrityAsync(Path.Combine(disk.Folder, "incidents.db")));
    }

    private static async Task<object?> IntegrityAsync(string path)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A file system of two megabytes in memory, which goes with its test.</summary>
    private sealed class SmallDisk : IAsyncDisposable
    {
        private readonly DirectoryInfo _folder;

        private SmallDisk(DirectoryInfo folder) => _folder = folder;

        public string Folder => _folder.FullName;

        private string Ballast => Path.Combine(Folder, "ballast");

        public static async Task<SmallDisk> RequireAsync()
        {
            var folder = Directory.CreateTempSubdirectory("incidents-disk-");
            if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || await RunAsync("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.FullName) is not null)
            {
                folder.Delete();
                const string Reason = "A small disk is mounted on Linux by root only.";
                if (Environment.GetEnvironmentVariable("CI") == "true")
                {
                    Assert.Fail(Reason);
                }

                Assert.Skip(Reason);
            }

            return new SmallDisk(folder);
        }

        /// <summary>Takes all the room that is left.</summary>
        public async Task FillAsync()
        {
            var buffer = new byte[4096];
            await using var ballast = new FileStream(Ballast, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            try
            {
                while (true)
                {
                    await ballast.WriteAsync(buffer);
                }
            }
            catch (IOException)
            {
                // Full.
            }
        }

        public void MakeRoom() => File.Delete(Ballast);

        public async ValueTask DisposeAsync()
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();

            // Lazily: a file that is still open somewhere must not leave the disk behind.
            Assert.Null(await RunAsync("umount", "-l", Folder));
            _folder.Delete();
        }

        private static async Task<string?> RunAsync(string program, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? null : errors;
        }
    }
}
