using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MediMate.Incidents.Relational.Tests.Kit;

/// <summary>Another .NET process, to which a test talks by lines, and which it can kill at any moment.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private ChildProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts a program.</summary>
    /// <param name="dll">The program: a path, or the name of one that lies beside the tests.</param>
    /// <param name="arguments">What it is given.</param>
    /// <returns>The process.</returns>
    public static ChildProcess Start(string dll, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Host(), ["exec", Path.Combine(AppContext.BaseDirectory, dll), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Writes a line to its input.</summary>
    public async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Reads the next line of its output.</summary>
    /// <returns>The line; <see langword="null"/> when it has ended.</returns>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken = default) =>
        await _process.StandardOutput.ReadLineAsync(cancellationToken);

    /// <summary>Closes its input, and waits until it has ended by itself.</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> EndAsync()
    {
        _process.StandardInput.Close();
        return WaitForExitAsync();
    }

    /// <summary>Waits until it has ended.</summary>
    /// <returns>Its exit code: 137 after a kill.</returns>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken = default)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Reads what it complained of.</summary>
    /// <returns>All of it, once it has ended.</returns>
    public Task<string> ReadErrorsAsync() => _errors;

    /// <summary>Kills it: it gets no chance to finish anything.</summary>
    /// <returns>A task that ends when it is gone.</returns>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        await _errors;
        _process.Dispose();
    }

    /// <summary>Finds the host of the runtime that we run on ourselves: another on the path may not have it.</summary>
    private static string Host()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(host) ? host : name;
    }
}
