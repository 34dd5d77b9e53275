namespace MediMate.Incidents.Testing.Tests;

/// <summary>The playbooks that scripts run against.</summary>
internal static class Playbooks
{
    /// <summary>Reads the playbook that people read.</summary>
    public static Playbook MediMate() => Read(Repository.PathOf("playbooks", "medimate.md"));

    /// <summary>Reads the playbook of a script: the one beside it, where its folder has its own.</summary>
    public static Playbook For(string scriptPath)
    {
        var own = Path.Combine(Path.GetDirectoryName(scriptPath)!, "playbook.md");
        return File.Exists(own) ? Read(own) : MediMate();
    }

    private static Playbook Read(string path) => PlaybookMarkdown.Parse(File.ReadAllText(path), path);
}
