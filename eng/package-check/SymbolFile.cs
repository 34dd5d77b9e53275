using System.Reflection.Metadata;
using System.Text;

namespace MediMate.Incidents.PackageCheck;

/// <summary>A portable .pdb, open.</summary>
internal sealed class SymbolFile : IDisposable
{
    private static readonly Guid SourceLinkKind = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");
    private static readonly Guid EmbeddedSourceKind = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    private readonly MetadataReaderProvider _provider;

    public SymbolFile(byte[] content)
    {
        _provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(content));
        var reader = _provider.GetMetadataReader();
        Id = new BlobContentId(reader.DebugMetadataHeader!.Id).Guid;
        var documents = reader.Documents.ToDictionary(handle => handle, handle => reader.GetString(reader.GetDocument(handle).Name));
        Documents = [.. documents.Values];
        Embedded = [.. documents.Where(document => Find(reader, document.Key, EmbeddedSourceKind) is not null).Select(document => document.Value)];
        SourceLink = Find(reader, EntityHandle.ModuleDefinition, SourceLinkKind) is { } link ? Encoding.UTF8.GetString(reader.GetBlobBytes(link)) : null;
    }

    public Guid Id { get; }

    public IReadOnlyList<string> Documents { get; }

    public IReadOnlyList<string> Embedded { get; }

    public IEnumerable<string> Generated => Documents.Where(document => document.Contains("/obj/", StringComparison.Ordinal));

    public string? SourceLink { get; }

    public void Dispose() => _provider.Dispose();

    private static BlobHandle? Find(MetadataReader reader, EntityHandle of, Guid kind) => reader.GetCustomDebugInformation(of)
        .Select(reader.GetCustomDebugInformation)
        .Where(information => reader.GetGuid(information.Kind) == kind)
        .Select(information => (BlobHandle?)information.Value)
        .FirstOrDefault();
}
