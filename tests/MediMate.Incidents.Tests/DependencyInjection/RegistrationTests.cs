using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MediMate.Incidents.Tests.DependencyInjection;

public sealed class RegistrationTests
{
    [Fact]
    public void Adding_twice_adds_nothing_twice()
    {
        var once = new ServiceCollection();
        once.AddIncidentResponse();
        var twice = new ServiceCollection();
        twice.AddIncidentResponse();
        twice.AddIncidentResponse();

        // The options framework itself counts each AddOptions().ValidateOnStart().
        Assert.Equal(
            once.Where(descriptor => descriptor.ServiceType.Assembly.GetName().Name!.StartsWith("MediMate", StringComparison.Ordinal) || descriptor.ServiceType == typeof(IHostedService)).Count(),
            twice.Where(descriptor => descriptor.ServiceType.Assembly.GetName().Name!.StartsWith("MediMate", StringComparison.Ordinal) || descriptor.ServiceType == typeof(IHostedService)).Count());
    }

    [Fact]
    public void Form_with_an_action_returns_the_services()
    {
        var services = new ServiceCollection();

        Assert.Same(services, services.AddIncidentResponse(incidents => incidents.UsePlaybook(TestPlaybooks.Example)));
    }

    [Fact]
    public void Settings_are_the_defaults_where_nothing_is_given()
    {
        Assert.Equal(TimeSpan.FromSeconds(30), Options(services => services.AddIncidentResponse()).SendTimeout);
    }

    [Fact]
    public void Settings_of_the_section_count_more_than_the_defaults()
    {
        var section = Section(("SendTimeout", "00:00:10"), ("ClaimSize", "64"));

        var options = Options(services => services.AddIncidentResponse(section));

        Assert.Equal((TimeSpan.FromSeconds(10), 64), (options.SendTimeout, options.ClaimSize));
    }

    [Fact]
    public void Settings_in_code_count_more_than_the_section_whichever_comes_first()
    {
        var section = Section(("SendTimeout", "00:00:10"));

        Assert.Equal(TimeSpan.FromSeconds(5), Options(services => services.AddIncidentResponse(section).Configure(options => options.SendTimeout = TimeSpan.FromSeconds(5))).SendTimeout);
        Assert.Equal(
            TimeSpan.FromSeconds(5),
            Options(services =>
            {
                services.AddIncidentResponse(incidents => incidents.Configure(options => options.SendTimeout = TimeSpan.FromSeconds(5)));
                services.AddIncidentResponse(section);
            }).SendTimeout);
    }

    [Fact]
    public async Task Host_does_not_start_with_settings_out_of_range_and_names_all_of_them()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddIncidentResponse(incidents => incidents
            .UsePlaybook(TestPlaybooks.Example)
            .AddNotificationChannel("sms", new MemoryChannel())
            .Configure(options => (options.ClaimSize, options.SendTimeout) = (0, TimeSpan.FromHours(1))));
        using var host = builder.Build();

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Equal(
            [
                "MMI0001: SendTimeout is 01:00:00; it must be from 00:00:00.1000000 to 00:10:00. Change the setting.",
                "MMI0006: ClaimSize is 0; it must be from 1 to 256. Change the setting.",
            ],
            refused.Failures);
    }

    [Fact]
    public async Task Host_does_not_start_without_a_playbook_and_says_what_to_call()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddIncidentResponse();
        using var host = builder.Build();

        var refused = await Assert.ThrowsAsync<PlaybookException>(() => host.StartAsync());

        Assert.Contains("UsePlaybook", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_does_not_start_with_a_wrong_playbook_and_names_every_error()
    {
        var wrong = TestPlaybooks.Example with { TimeZone = "Mars/Olympus", DefaultLevel = "P9" };
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddIncidentResponse(incidents => incidents.UsePlaybook(wrong));
        using var host = builder.Build();

        var refused = await Assert.ThrowsAsync<PlaybookException>(() => host.StartAsync());

        Assert.Equal(["MMI1005", "MMI1004"], refused.Findings.Select(finding => finding.Code));
        Assert.Contains("Asia/Kuala_Lumpur", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Engine_is_refused_when_a_ladder_pages_on_a_channel_that_is_not_registered()
    {
        var services = new ServiceCollection();
        services.AddIncidentResponse(incidents => incidents.UsePlaybook(TestPlaybooks.Example));
        using var provider = services.BuildServiceProvider();

        var refused = Assert.Throws<PlaybookException>(() => provider.GetRequiredService<IIncidentResponse>());

        Assert.All(refused.Findings, finding => Assert.Equal("MMI1019", finding.Code));
    }

    [Fact]
    public async Task Contacts_come_from_the_configuration_keys_that_the_playbook_names()
    {
        var playbook = TestPlaybooks.Example with { Contacts = [new Contact { Name = "On-call Engineer", Reference = "config:Contacts:OnCall" }, new Contact { Name = "CTO", Reference = "config:Contacts:Cto" }] };
        var channel = new MemoryChannel();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Contacts:OnCall"] = "sms:+60123456789, mail:oncall@example.org",
            ["Contacts:Cto:Person"] = "chen",
            ["Contacts:Cto:Language"] = "ms",
            ["Contacts:Cto:Reach"] = "sms:+60111111111",
        }).Build());
        services.AddIncidentResponse(incidents => incidents.UsePlaybook(playbook).AddNotificationChannel("sms", channel));
        await using var provider = services.BuildServiceProvider();
        var directory = provider.GetRequiredService<IContactDirectory>();

        var engineer = Assert.Single(await directory.FindAsync("on-call engineer", default, CancellationToken.None));
        Assert.Equal(("On-call Engineer", "sms", "+60123456789"), (engineer.Id, engineer.Methods[0].Channel, engineer.Methods[0].Address));
        Assert.Null(engineer.Language);
        var chief = Assert.Single(await directory.FindAsync("CTO", default, CancellationToken.None));
        Assert.Equal(("chen", "ms"), (chief.Id, chief.Language));
        Assert.Empty(await directory.FindAsync("Engineering Manager", default, CancellationToken.None));
    }

    private static IncidentResponseOptions Options(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        add(services);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<IncidentResponseOptions>>().Value;
    }

    private static IConfiguration Section(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create($"Incidents:{pair.Key}", (string?)pair.Value)))
        .Build()
        .GetSection("Incidents");
}
