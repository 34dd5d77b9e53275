using Microsoft.Extensions.DependencyInjection;

namespace MediMate.Incidents.Markdown.Tests.DependencyInjection;

/// <summary>Registering a playbook by the path of its file.</summary>
public sealed class UsePlaybookTests
{
    [Fact]
    public void A_host_runs_the_playbook_of_the_file()
    {
        using var file = new TemporaryFile(TestDocuments.MediMate);
        var services = new ServiceCollection();

        services.AddIncidentResponse(incidents => incidents.UsePlaybook(file.Path));

        Assert.Contains(services, service => service.ImplementationInstance is Playbook { Name: "MediMate Education Hub: Incident Response Playbook" });
    }

    [Fact]
    public void A_host_stops_with_every_error_of_the_file()
    {
        using var file = new TemporaryFile(TestDocuments.MediMate.Replace("| 15 minutes | 1 hour |", "| 15 minuts | -1 hour |", StringComparison.Ordinal));

        var thrown = Assert.Throws<PlaybookException>(() => new ServiceCollection().AddIncidentResponse(incidents => incidents.UsePlaybook(file.Path)));

        Assert.Equal(2, thrown.Findings.Count(finding => finding.Level == FindingLevel.Error));
        Assert.Contains($"{file.Path}(30,14): error MMI1112", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_stops_when_the_file_is_missing()
    {
        var thrown = Assert.Throws<PlaybookException>(() => new ServiceCollection().AddIncidentResponse(incidents => incidents.UsePlaybook("no-such-playbook.md")));

        Assert.Equal("MMI1101", Assert.Single(thrown.Findings).Code);
    }

    [Fact]
    public void A_relative_path_is_found_beside_the_application()
    {
        var name = $"{nameof(A_relative_path_is_found_beside_the_application)}.md";
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, name), TestDocuments.MediMate);

        new ServiceCollection().AddIncidentResponse(incidents => incidents.UsePlaybook(name));
    }
}
