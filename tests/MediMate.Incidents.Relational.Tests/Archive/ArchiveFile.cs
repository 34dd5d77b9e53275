using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MediMate.Incidents.Relational.Tests.Archive;

/// <summary>An archive in memory, which tests look into and falsify.</summary>
internal static class ArchiveFile
{
    public static async Task<byte[]> OfAsync(RelationalIncidentStore store, ExportSelection? selection = null)
    {
        using var stream = new MemoryStream();
        await store.ExportAsync(stream, selection, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }

    public static string[] Lines(byte[] archive) => Encoding.UTF8.GetString(archive).TrimEnd('\n').Split('\n');

    /// <summary>Takes the lines between the first and the last, which tell when the archive was written.</summary>
    public static string[] Content(byte[] archive) => Lines(archive)[1..^1];

    /// <summary>Falsifies a line, and gives the archive the hash and the counts that it then needs: what is still noticed is the line's own fault.</summary>
    public static byte[] With(byte[] archive, string kind, Action<JsonObject> change, int which = 0)
    {
        var lines = Lines(archive);
        var index = Enumerable.Range(0, lines.Length).Where(line => lines[line].StartsWith($"{{\"{kind}\":", StringComparison.Ordinal)).ElementAt(which);
        var line = JsonNode.Parse(lines[index])!.AsObject();
        change(line[kind]!.AsObject());
        lines[index] = line.ToJsonString();
        return Seal(lines);
    }

    /// <summary>Writes an archive as the first version of the format had it: no subjects, no receipts, and no counts of them.</summary>
    public static byte[] OfFirstVersion(byte[] archive)
    {
        var lines = Lines(WithoutSubjects(With(archive, "archive", header => header["version"] = 1)));
        var end = JsonNode.Parse(lines[^1])!.AsObject();
        Assert.True(end["end"]!.AsObject().Remove("subjects"));
        Assert.True(end["end"]!.AsObject().Remove("receipts"));
        lines[^1] = end.ToJsonString();
        return Seal(lines);
    }

    /// <summary>Leaves out what is no incident.</summary>
    public static byte[] WithoutSubjects(byte[] archive)
    {
        var lines = Lines(archive).Where(line => !line.StartsWith("{\"subject\":", StringComparison.Ordinal)).ToList();
        var end = JsonNode.Parse(lines[^1])!.AsObject();
        end["end"]!["subjects"] = 0;
        lines[^1] = end.ToJsonString();
        return Seal(lines);
    }

    /// <summary>Gives lines the last one that they need.</summary>
    public static byte[] Seal(IReadOnlyList<string> lines)
    {
        var above = string.Concat(lines.Take(lines.Count - 1).Select(line => line + "\n"));
        var end = JsonNode.Parse(lines[^1])!.AsObject();
        end["end"]!["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(above)));
        return Encoding.UTF8.GetBytes($"{above}{end.ToJsonString()}\n");
    }

    public static async Task<IncidentStoreException> RefusedAsync(RelationalIncidentStore store, byte[] archive)
    {
        using var stream = new MemoryStream(archive);
        return await Assert.ThrowsAsync<IncidentStoreException>(async () => await store.ImportAsync(stream, TestContext.Current.CancellationToken));
    }

    public static async Task<ArchiveCounts> ImportAsync(RelationalIncidentStore store, byte[] archive)
    {
        using var stream = new MemoryStream(archive);
        return await store.ImportAsync(stream, TestContext.Current.CancellationToken);
    }
}
