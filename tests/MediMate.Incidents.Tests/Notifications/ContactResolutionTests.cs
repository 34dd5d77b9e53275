using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace MediMate.Incidents.Tests.Notifications;

/// <summary>Who is behind a name: each line of the list in the documentation.</summary>
public sealed class ContactResolutionTests
{
    [Theory]
    [InlineData("sms:+60123456789", "sms:+60123456789")]
    [InlineData("sms:+60123456789, mail:cto@example.org", "sms:+60123456789", "mail:cto@example.org")]
    [InlineData(" mail : cto@example.org ,, sms ", "mail:cto@example.org", "sms:")]
    [InlineData("sms", "sms:")]
    [InlineData("mail:mailto:cto@example.org", "mail:mailto:cto@example.org")]
    public async Task Value_of_the_key_is_a_list_of_ways_the_first_one_first(string value, params string[] ways)
    {
        var person = Assert.Single(await FindAsync("config:Contacts:Cto", ("Contacts:Cto", value)));

        Assert.Equal("CTO", person.Id);
        Assert.Equal(ways, person.Methods.Select(method => $"{method.Channel}:{method.Address}"));
    }

    [Fact]
    public async Task Section_names_the_person_the_language_and_the_ways()
    {
        var person = Assert.Single(await FindAsync(
            "config:Contacts:Cto", ("Contacts:Cto:Person", "chen"), ("Contacts:Cto:Language", "ms"), ("Contacts:Cto:Reach", "sms:+60111111111")));

        Assert.Equal(("chen", "ms", "+60111111111"), (person.Id, person.Language, person.Methods[0].Address));
    }

    [Fact]
    public async Task Section_without_a_person_is_the_contact_by_its_name() =>
        Assert.Equal("CTO", Assert.Single(await FindAsync("config:Contacts:Cto", ("Contacts:Cto:Reach", "sms:+60111111111"))).Id);

    [Fact]
    public async Task Value_and_section_together_take_the_ways_from_the_value()
    {
        var person = Assert.Single(await FindAsync(
            "config:Contacts:Cto", ("Contacts:Cto", "sms:1"), ("Contacts:Cto:Person", "chen"), ("Contacts:Cto:Reach", "sms:2")));

        Assert.Equal(("chen", "1"), (person.Id, Assert.Single(person.Methods).Address));
    }

    [Fact]
    public async Task Contact_of_several_languages_is_reached_once_in_each()
    {
        var readers = await FindAsync(
            "config:Contacts:Cto", ("Contacts:Cto:Person", "all-users"), ("Contacts:Cto:Language", "en, ms,en"), ("Contacts:Cto:Reach", "web"));

        Assert.Equal([("all-users", "en"), ("all-users (ms)", "ms")], readers.Select(reader => (reader.Id, reader.Language)));
    }

    [Theory]
    [InlineData("config:Contacts:Cto")]
    [InlineData("CONFIG: Contacts:Cto ")]
    public async Task Prefix_is_compared_without_case_and_blanks_do_not_count(string reference) =>
        Assert.NotEmpty(await FindAsync(reference, ("Contacts:Cto", "sms:1")));

    [Theory]
    [InlineData("config:Contacts:Nobody", "sms:1")]
    [InlineData("config:Contacts:Cto", "")]
    [InlineData("config:Contacts:Cto", " , ")]
    [InlineData(null, "sms:1")]
    public async Task Nobody_is_found_without_a_reference_a_key_or_a_way(string? reference, string value) =>
        Assert.Empty(await FindAsync(reference, ("Contacts:Cto", value)));

    [Fact]
    public async Task Nobody_is_found_where_the_host_has_no_configuration()
    {
        await using var services = Services("config:Contacts:Cto", configuration: null);

        Assert.Empty(await services.GetRequiredService<IContactDirectory>().FindAsync("CTO", Instant.MinValue, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nobody_is_found_behind_a_name_that_is_no_contact()
    {
        await using var services = Services("chen", configuration: null);

        Assert.Empty(await services.GetRequiredService<IContactDirectory>().FindAsync("Head of IT", Instant.MinValue, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Reference_without_prefix_is_a_person_whom_every_channel_may_know()
    {
        var person = Assert.Single(await FindAsync("chen"));

        Assert.Equal("chen", person.Id);
        Assert.Equal([("mail", ""), ("sms", ""), ("log", "")], person.Methods.Select(method => (method.Channel, method.Address)));
    }

    [Fact]
    public async Task Configuration_is_read_when_it_is_needed()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection().Build();
        await using var services = Services("config:Contacts:Cto", configuration);
        var directory = services.GetRequiredService<IContactDirectory>();
        Assert.Empty(await directory.FindAsync("CTO", Instant.MinValue, TestContext.Current.CancellationToken));

        configuration["Contacts:Cto"] = "sms:1";

        Assert.NotEmpty(await directory.FindAsync("cto", Instant.MinValue, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Directory_of_the_host_answers_alone_also_when_it_knows_nobody()
    {
        var directory = new TestDirectory { Roles = { ["On-call Engineer"] = [], ["Engineering Manager"] = ["zara"] } };

        Assert.Equal("0:00 Page zara", Assert.Single(await PagedAsync(directory)));
    }

    [Fact]
    public async Task Contacts_of_the_playbook_answer_where_the_directory_of_the_host_throws() =>
        Assert.Equal("0:00 Page aisyah", Assert.Single(await PagedAsync(new TestDirectory { Failure = new InvalidOperationException("rota is down") })));

    private static async Task<string[]> PagedAsync(TestDirectory directory)
    {
        await using var engine = new Engine(configure: incidents => incidents.UseContactDirectory(directory));
        await engine.SignalAsync();
        return engine.Sent();
    }

    private static async Task<ImmutableArray<Responder>> FindAsync(string? reference, params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .Build();
        await using var services = Services(reference, configuration);
        return await services.GetRequiredService<IContactDirectory>().FindAsync("CTO", Instant.MinValue, TestContext.Current.CancellationToken);
    }

    private static ServiceProvider Services(string? reference, IConfiguration? configuration)
    {
        var services = new ServiceCollection();
        if (configuration is not null)
        {
            services.AddSingleton(configuration);
        }

        services.AddIncidentResponse(incidents => incidents
            .UsePlaybook(TestPlaybooks.Example with { Contacts = [new Contact { Name = "CTO", Reference = reference }], Ladders = [] })
            .AddNotificationChannel("sms", new MemoryChannel())
            .AddNotificationChannel("mail", new MemoryChannel()));
        return services.BuildServiceProvider();
    }
}
