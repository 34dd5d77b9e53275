using System.Text.RegularExpressions;

namespace MediMate.Incidents.Testing;

/// <summary>The names that a script gives, and the uses of names that only its playbook knows.</summary>
internal sealed partial class ScriptNames
{
    private readonly HashSet<string> _people = new(StringComparer.Ordinal);
    private readonly HashSet<string> _incidents = new(StringComparer.Ordinal);

    private readonly HashSet<string> _silences = new(StringComparer.Ordinal);

    public List<NameUse> Uses { get; } = [];

    public IEnumerable<string> People => _people;

    public IEnumerable<string> Incidents => _incidents;

    public IEnumerable<string> Silences => _silences;

    public static bool IsReference(string name) => Reference().IsMatch(name);

    public bool AddPerson(string id) => _people.Add(id);

    public bool AddIncident(string name) => _incidents.Add(name);

    public bool AddSilence(string name) => _silences.Add(name);

    public bool HasSilence(string name) => _silences.Contains(name);

    public bool HasPerson(string id) => _people.Contains(id);

    public bool HasIncident(string name) => _incidents.Contains(name) || IsReference(name);

    [GeneratedRegex("^INC-[1-9][0-9]{0,17}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
