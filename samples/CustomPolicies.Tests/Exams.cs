using Microsoft.Extensions.Options;

namespace MediMate.Incidents.Samples.Tests;

/// <summary>What the tests share: the playbook of the school, and the exams of this week.</summary>
internal static class Exams
{
    public static IOptions<ExamOptions> ThisWeek { get; } = Options.Create(new ExamOptions { Services = { "exam-portal" } });

    public static Playbook Playbook { get; } =
        PlaybookMarkdown.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "playbook.md")), "playbook.md");

    /// <summary>A signal that no word makes severe.</summary>
    public static Signal SlowPages(string service) =>
        new() { Summary = "pages load slowly", Labels = Label.From([KeyValuePair.Create("service", service)]) };
}
