using System.Collections.Frozen;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MediMate.Incidents.Markdown.Tests.Documentation;

/// <summary>
/// The names in assemblies, read from their files: nothing of them is loaded, so that tests of other projects are found too.
/// </summary>
internal sealed class CompiledNames
{
    private static readonly FrozenSet<string> TestAttributes = new[] { "FactAttribute", "TheoryAttribute", "PropertyAttribute" }.ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, HashSet<string>> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _tests = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Tests => _tests;

    /// <summary>Reads the assemblies of the projects under a folder, as they were built with the tests that run.</summary>
    /// <exception cref="FileNotFoundException">One is not built.</exception>
    public static CompiledNames Of(string folder)
    {
        // The tests run in bin/CONFIGURATION/FRAMEWORK, and so do all others.
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var names = new CompiledNames();
        foreach (var project in Directory.EnumerateFiles(Repository.PathOf(folder), "*.csproj", SearchOption.AllDirectories))
        {
            var assembly = Path.Combine(Path.GetDirectoryName(project)!, "bin", here.Parent!.Name, here.Name, $"{Path.GetFileNameWithoutExtension(project)}.dll");
            if (!File.Exists(assembly))
            {
                throw new FileNotFoundException($"{assembly} is missing. Build the project first: dotnet build {project} -c {here.Parent.Name}", assembly);
            }

            names.Read(assembly);
        }

        return names;
    }

    /// <summary>Tells whether there is a type, or a member of one: <c>Type</c> or <c>Type.Member</c>.</summary>
    public bool HasType(string name) =>
        name.Split('.') is [var type, .. var member] && member.Length <= 1 && _members.TryGetValue(type, out var members) && (member.Length == 0 || members.Contains(member[0]));

    /// <summary>Tells whether there is a test: <c>Class.Method</c>.</summary>
    public bool HasTest(string name) => _tests.Contains(name);

    private void Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        foreach (var type in metadata.TypeDefinitions.Select(metadata.GetTypeDefinition))
        {
            var name = metadata.GetString(type.Name);
            if (!_members.TryGetValue(name, out var members))
            {
                _members.Add(name, members = new HashSet<string>(StringComparer.Ordinal));
            }

            members.UnionWith(type.GetProperties().Select(handle => metadata.GetString(metadata.GetPropertyDefinition(handle).Name)));
            members.UnionWith(type.GetFields().Select(handle => metadata.GetString(metadata.GetFieldDefinition(handle).Name)));
            foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition))
            {
                members.Add(metadata.GetString(method.Name));
                if (method.GetCustomAttributes().Any(handle => TestAttributes.Contains(AttributeOf(metadata, metadata.GetCustomAttribute(handle)))))
                {
                    _tests.Add($"{name}.{metadata.GetString(method.Name)}");
                }
            }
        }
    }

    // An attribute of another assembly is named by a reference to its constructor, one of this assembly by the constructor itself.
    private static string AttributeOf(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind == HandleKind.MethodDefinition)
        {
            var constructor = metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor);
            return metadata.GetString(metadata.GetTypeDefinition(constructor.GetDeclaringType()).Name);
        }

        return metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
            ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name)
            : string.Empty;
    }
}
