using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace MediMate.Incidents.Relational.Tests.Kit;

/// <summary>A PostgreSQL server of its own in a temporary folder, which goes with the process that made it.</summary>
/// <remarks>
/// It listens on a socket in its folder alone: there is no port to collide on, and nobody else reaches it. Free of any test framework, so that
/// others may link this file.
/// </remarks>
internal sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string User = "postgres";

    /// <summary>How often a state is looked for, with a tenth of a second between.</summary>
    private const int Attempts = 300;

    // The input of this loop is a pipe that only we hold. The system closes it when we are gone, even if we were killed: nothing is polled, and
    // no process id can have been taken over by another. Signals for our whole group, as from a terminal, must not take it along.
    private const string Watch = """
        exec > /dev/null 2>&1
        trap '' HUP INT TERM
        while read -r line; do :; done
        data=$1/data
        if [ -f "$data/postmaster.pid" ]; then
            read -r server < "$data/postmaster.pid"
            if [ ! -d /proc/self ] || grep -q -F "$data" "/proc/$server/cmdline"; then
                kill -QUIT "$server"
                tries=0
                while [ -f "$data/postmaster.pid" ] && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
            fi
        fi
        rm -rf "$1"
        """;

    private static readonly string[] Needed = ["initdb", "postgres"];
    private static readonly string[] Accounts = ["postgres", "nobody"];

    private readonly string _programs;
    private readonly string _folder;
    private readonly string? _account;
    private readonly Process _watchdog;
    private Process? _server;
    private Task<string> _log = Task.FromResult(string.Empty);
    private int _databases;

    private PostgreSqlServer(string programs, string folder, string? account)
    {
        _programs = programs;
        _folder = folder;
        _account = account;
        _watchdog = StartWatchdog(folder);
    }

    /// <summary>Gets the folder with everything that the server has.</summary>
    public string Folder => _folder;

    /// <summary>Gets the id of the server's first process; zero when there is none.</summary>
    public int ProcessId => File.Exists(LockFile) && File.ReadLines(LockFile).FirstOrDefault() is { } line
        ? int.Parse(line, CultureInfo.InvariantCulture)
        : 0;

    private string Data => Path.Combine(_folder, "data");

    private string LockFile => Path.Combine(Data, "postmaster.pid");

    /// <summary>Says why no server can be started here.</summary>
    /// <returns>The reason in plain words; <see langword="null"/> when one can.</returns>
    public static string? WhyMissing()
    {
        if (OperatingSystem.IsWindows())
        {
            return "A PostgreSQL server for tests is started on Linux and macOS only.";
        }

        if (FindPrograms() is null)
        {
            return $"No PostgreSQL server is installed: no folder has {string.Join(", ", Needed)}.";
        }

        return Environment.IsPrivilegedProcess && (FindAccount() is null || FindOnPath("runuser", "su") is null)
            ? "PostgreSQL does not run as root, and there is no other account to run it as."
            : null;
    }

    /// <summary>Finds a program that comes with the server.</summary>
    /// <returns>Its path; <see langword="null"/> where it is not installed.</returns>
    public static string? FindProgram(string name) =>
        FindPrograms() is { } folder && File.Exists(Path.Combine(folder, name)) ? Path.Combine(folder, name) : FindOnPath(name);

    /// <summary>Makes a server and starts it.</summary>
    /// <param name="fsync">Whether what is committed is on the disk by then; without, the server is faster.</param>
    /// <returns>The server.</returns>
    public static async Task<PostgreSqlServer> CreateAsync(bool fsync = true)
    {
        if (WhyMissing() is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        var account = Environment.IsPrivilegedProcess ? FindAccount() : null;
        var server = new PostgreSqlServer(FindPrograms()!, MakeFolder(account), account);
        try
        {
            await server.InitializeAsync(fsync);
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a database that nobody has used.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}";
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Starts the server, also one that was killed, and waits until it takes connections.</summary>
    /// <returns>A task that ends then.</returns>
    public async Task StartAsync()
    {
        // Our own child, and no daemon as pg_ctl would make it: a killed daemon stays in the list of processes until the system's first process
        // looks after it, which in a container may be never, and the next server would take it for one that runs.
        _server = Start(AsAccount("postgres", "-D", Data));
        _log = _server.StandardError.ReadToEndAsync();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (_server.HasExited)
            {
                throw new InvalidOperationException($"The PostgreSQL server does not start: {await _log}");
            }

            if (await IsReadyAsync())
            {
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(0.1));
        }

        throw new InvalidOperationException("The PostgreSQL server does not take connections.");
    }

    /// <summary>Ends all connections and stops the server in good order.</summary>
    /// <returns>A task that ends when it has stopped.</returns>
    public Task StopAsync() => SignalAsync("INT");

    /// <summary>Lets the server crash, and starts it again: it recovers from its log.</summary>
    /// <returns>A task that ends when it takes connections again.</returns>
    public async Task RestartImmediateAsync()
    {
        await SignalAsync("QUIT");
        await StartAsync();
    }

    /// <summary>Kills the server's first process; the others notice and go.</summary>
    /// <returns>A task that ends when none of them is left. <see cref="StartAsync"/> starts it again.</returns>
    public Task KillAsync() => SignalAsync("KILL");

    /// <summary>Stops the server and deletes all that it had.</summary>
    /// <returns>A task that ends when nothing is left.</returns>
    public async ValueTask DisposeAsync()
    {
        // The watchdog does the work in each case: so each run shows that it would have done it without us.
        _watchdog.StandardInput.Close();
        await _watchdog.WaitForExitAsync();
        _watchdog.Dispose();
        await EndAsync();
    }

    private static string? FindPrograms()
    {
        IEnumerable<string> fixedPlaces =
        [
            "/usr/local/pgsql/bin",
            "/Applications/Postgres.app/Contents/Versions/latest/bin",
            .. (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        ];

        // Debian and Ubuntu, Red Hat, Homebrew.
        return Versions("/usr/lib/postgresql", string.Empty)
            .Concat(Versions("/usr", "pgsql-"))
            .Concat(Versions("/opt/homebrew/opt", "postgresql@"))
            .Concat(Versions("/usr/local/opt", "postgresql@"))
            .Concat(fixedPlaces)
            .FirstOrDefault(place => Needed.All(program => IsThere(Path.Combine(place, program))));
    }

    /// <summary>A link to a program that was taken away is still a file to the base library.</summary>
    private static bool IsThere(string path) => File.Exists(path) && (File.ResolveLinkTarget(path, returnFinalTarget: true)?.Exists ?? true);

    private static IEnumerable<string> Versions(string parent, string prefix)
    {
        return !Directory.Exists(parent)
            ? []
            : from folder in Directory.EnumerateDirectories(parent, prefix + "*")
              let version = VersionOf(Path.GetFileName(folder)[prefix.Length..])
              orderby version descending
              select Path.Combine(folder, "bin");
    }

    private static decimal VersionOf(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var version) ? version : 0;

    private static string? FindAccount()
    {
        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        return Accounts.FirstOrDefault(accounts.Contains);
    }

    private static string? FindOnPath(params string[] names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Append("/usr/sbin").Append("/sbin").ToList();
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    private static string MakeFolder(string? account)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException();
        }

        // A socket's path has little more than a hundred characters, and another account may not be let into our own place for temporary files.
        var parent = account is not null || Path.GetTempPath().Length > 60 ? "/tmp" : Path.GetTempPath();
        string folder;
        do
        {
            folder = Path.Combine(parent, "incidents-" + Path.GetRandomFileName());
        }
        while (Directory.Exists(folder));

        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    private static Process StartWatchdog(string folder)
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = "/" };

        // Out of our process group where that is possible: what kills the group shall not kill the one who cleans up.
        string[] shell = FindOnPath("setsid") is { } setsid ? [setsid, "sh"] : ["sh"];
        start.FileName = shell[0];
        foreach (var argument in (IEnumerable<string>)[.. shell[1..], "-c", Watch, "watchdog", folder])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static Process Start(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        return Process.Start(start)!;
    }

    private static async Task RunAsync(params IReadOnlyList<string> command)
    {
        using var process = Start(command);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} failed: {await output}{await errors}");
        }
    }

    private string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = _folder,
        Username = User,
        Database = database,
    }.ConnectionString;

    private async Task InitializeAsync(bool fsync)
    {
        if (_account is not null)
        {
            await RunAsync("chown", _account, _folder);
        }

        await RunAsync(AsAccount("initdb", "-D", Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"));
        await File.AppendAllTextAsync(
            Path.Combine(Data, "postgresql.conf"),
            $"""

            listen_addresses = ''
            unix_socket_directories = '{_folder}'
            max_connections = 200
            fsync = {(fsync ? "on" : "off")}
            synchronous_commit = {(fsync ? "on" : "off")}
            full_page_writes = {(fsync ? "on" : "off")}

            """);
    }

    private async Task<bool> IsReadyAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        try
        {
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task SignalAsync(string signal)
    {
        await RunAsync("sh", "-c", $"kill -{signal} {ProcessId}");
        await EndAsync();
    }

    private async Task EndAsync()
    {
        if (_server is { } server)
        {
            // Each process of the server has our pipe for its complaints: where that ends, the last of them is gone. A server that starts while
            // one of the old processes lives refuses to.
            await server.WaitForExitAsync();
            await _log;
            server.Dispose();
            _server = null;
        }
    }

    private string[] AsAccount(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(_programs, program), .. arguments];
        if (_account is null)
        {
            return command;
        }

        var change = FindOnPath("runuser", "su")!;
        return Path.GetFileName(change) == "runuser"
            ? [change, "-u", _account, "--", .. command]
            : [change, "-s", "/bin/sh", "-c", "exec " + string.Join(' ', command.Select(part => $"'{part}'")), _account];
    }
}
