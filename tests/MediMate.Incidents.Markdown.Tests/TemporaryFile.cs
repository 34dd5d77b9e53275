using System.Text;

namespace MediMate.Incidents.Markdown.Tests;

/// <summary>A file that goes with its test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(string text)
        : this(Encoding.UTF8.GetBytes(text))
    {
    }

    public TemporaryFile(byte[] bytes)
    {
        Path = System.IO.Path.GetTempFileName();
        File.WriteAllBytes(Path, bytes);
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
