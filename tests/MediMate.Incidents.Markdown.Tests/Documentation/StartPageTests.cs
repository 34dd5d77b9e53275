using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;

namespace MediMate.Incidents.Markdown.Tests.Documentation;

/// <summary>What the page on how to start shows is what happens.</summary>
public sealed class StartPageTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs", "start.md"));

    [Fact]
    public async Task Playbook_of_the_page_is_the_file_that_runs_and_has_no_findings()
    {
        var file = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "playbook.md"), TestContext.Current.CancellationToken);

        Assert.Equal(file, Block("markdown"));
        Assert.Empty(PlaybookMarkdown.Read(file, "playbook.md").Findings);
    }

    [Fact]
    public async Task Configuration_of_the_page_names_the_person_and_changes_the_setting()
    {
        using var host = StartPageExamples.Host(builder =>
            builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Block("json")))));
        var playbook = PlaybookMarkdown.Parse(Block("markdown").Replace(
            "- On-call Engineer: aisyah", "- On-call Engineer: config:Contacts:OnCall", StringComparison.Ordinal));
        var services = new ServiceCollection();
        services.AddSingleton(host.Services.GetRequiredService<IConfiguration>());
        services.AddIncidentResponse(incidents => incidents.UsePlaybook(playbook).AddNotificationChannel<ConsoleChannel>("sms"));
        await using var provider = services.BuildServiceProvider();

        var found = await provider.GetRequiredService<IContactDirectory>().FindAsync("On-call Engineer", Instant.MinValue, TestContext.Current.CancellationToken);

        var person = Assert.Single(found);
        Assert.Equal(("aisyah", "sms", "+60123456789"), (person.Id, person.Methods[0].Channel, person.Methods[0].Address));
        Assert.Equal(TimeSpan.FromSeconds(20), host.Services.GetRequiredService<IOptions<IncidentResponseOptions>>().Value.SendTimeout);
    }

    [Fact]
    public async Task Form_that_returns_the_builder_registers_an_engine_that_runs()
    {
        var services = new ServiceCollection();
        var channel = new MemoryChannel();
        StartPageExamples.Plain(services, channel);
        await using var provider = services.BuildServiceProvider();
        var incidents = provider.GetRequiredService<IIncidentResponse>();

        await incidents.SignalAsync(new Signal { Summary = "everything is down" }, TestContext.Current.CancellationToken);
        await incidents.RunDueAsync(TestContext.Current.CancellationToken);

        Assert.Equal("aisyah", Assert.Single(channel.Messages, message => message.Kind == MessageKind.Page).To);
    }

    /// <summary>Takes the first block of a kind out of the page.</summary>
    internal static string Block(string language)
    {
        var begin = Page.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return Page[begin..Page.IndexOf("```", begin, StringComparison.Ordinal)];
    }
}
