namespace MediMate.Incidents.Cli.Tests;

/// <summary>What a finding says cannot become a command of its own.</summary>
public sealed class GitHubCommandsTests
{
    [Fact]
    public void Line_breaks_and_marks_are_escaped()
    {
        var finding = new PlaybookFinding { Code = "MMI1", Level = FindingLevel.Info, Line = 2, Column = 3, Message = "100 %\r\n::error::", Remedy = "a,b:c" };

        var written = GitHubCommands.Write([new LintedFile("a\nb,c:d.md", [finding])]);

        Assert.Equal("::notice file=a%0Ab%2Cc%3Ad.md,line=2,col=3,title=MMI1::100 %25%0D%0A::error:: a,b:c\n", written);
    }
}
