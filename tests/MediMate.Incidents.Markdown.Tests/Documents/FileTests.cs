using System.Text;

namespace MediMate.Incidents.Markdown.Tests.Documents;

/// <summary>Reading from a file: whatever lies there, the answer is a finding.</summary>
public sealed class FileTests
{
    [Fact]
    public async Task A_file_is_read_with_its_name_in_the_findings()
    {
        using var file = new TemporaryFile(TestDocuments.AsGiven);

        var reading = await PlaybookMarkdown.ReadFileAsync(file.Path, TestContext.Current.CancellationToken);

        PlaybookAssert.Equal(PlaybookAssert.Reads(TestDocuments.AsGiven), reading.Playbook);
        Assert.All(reading.Findings, finding => Assert.Equal(file.Path, finding.File));
    }

    [Theory]
    [InlineData("no-such-file.md")]
    [InlineData("")]
    [InlineData("no\0such")]
    [InlineData("/")]
    [InlineData("no-such-folder/playbook.md")]
    public async Task A_file_that_is_not_there_is_a_finding(string path)
    {
        var reading = await PlaybookMarkdown.ReadFileAsync(path, TestContext.Current.CancellationToken);

        Assert.True(reading.HasErrors);
        Assert.Null(reading.Playbook);
        Assert.Equal(("MMI1101", 1, 1), Assert.Single(reading.Findings) is var finding ? (finding.Code, finding.Line!.Value, finding.Column!.Value) : default);
    }

    [Theory]
    [InlineData("MMI1102", new byte[] { 0x23, 0x20, 0xC3, 0x28 })]
    [InlineData("MMI1102", new byte[] { 0x23, 0x20, 0x00, 0x41 })]
    [InlineData("MMI1102", new byte[] { 0xFF, 0xFE, 0x23, 0x00 })]
    [InlineData("MMI1103", new byte[0])]
    [InlineData("MMI1103", new byte[] { 0xEF, 0xBB, 0xBF, 0x20, 0x0A })]
    public async Task A_file_that_is_no_text_is_one_finding(string code, byte[] bytes)
    {
        using var file = new TemporaryFile(bytes);

        var reading = await PlaybookMarkdown.ReadFileAsync(file.Path, TestContext.Current.CancellationToken);

        Assert.Equal(code, Assert.Single(reading.Findings).Code);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_one_finding()
    {
        using var file = new TemporaryFile(new string('x', 10_000_001));

        var reading = await PlaybookMarkdown.ReadFileAsync(file.Path, TestContext.Current.CancellationToken);

        Assert.Equal("MMI1104", Assert.Single(reading.Findings).Code);
    }

    [Fact]
    public async Task A_stopped_reading_throws()
    {
        using var file = new TemporaryFile(TestDocuments.AsGiven);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PlaybookMarkdown.ReadFileAsync(file.Path, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void The_same_document_in_another_dress_is_the_same_playbook()
    {
        var given = PlaybookAssert.Reads(TestDocuments.AsGiven);

        PlaybookAssert.Equal(given, PlaybookAssert.Reads($"\uFEFF{TestDocuments.AsGiven}"));
        PlaybookAssert.Equal(given, PlaybookAssert.Reads(TestDocuments.AsGiven.Replace("\n", "\r\n", StringComparison.Ordinal)));
        PlaybookAssert.Equal(given, PlaybookAssert.Reads(TestDocuments.AsGiven.Replace("\n", "\r", StringComparison.Ordinal)));
        PlaybookAssert.Equal(given, PlaybookAssert.Reads(TestDocuments.AsGiven.Replace("\n- ", "\n*\t", StringComparison.Ordinal).Replace(". ", ")\u00A0", StringComparison.Ordinal).Replace(")\u00A0Our", ". Our", StringComparison.Ordinal).Replace(")\u00A0We", ". We", StringComparison.Ordinal)));
        PlaybookAssert.Equal(given, PlaybookAssert.Reads(TestDocuments.AsGiven.Replace(" |", "\u00A0\t|", StringComparison.Ordinal)));
    }

    [Fact]
    public void Bytes_of_any_kind_never_throw()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var bytes = new byte[random.Next(400)];
            random.NextBytes(bytes);
            Assert.NotEmpty(PlaybookMarkdown.Read(Encoding.Latin1.GetString(bytes)).Findings);
        }
    }
}
