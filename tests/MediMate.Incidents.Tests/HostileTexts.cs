namespace MediMate.Incidents.Tests;

/// <summary>Texts that nobody means well with.</summary>
internal static class HostileTexts
{
    /// <summary>A zero, an escape sequence, the halves of a character, a turn of direction, a header of its own and markup.</summary>
    public const string Halves = "a\0b\u001b[31m \ud800 \udfff \u202e[level]\r\nBcc: all@example.org <b>{{x}}</b>";

    /// <summary>Gets a text of a million characters.</summary>
    public static string Long { get; } = new('x', 1_000_000);
}
