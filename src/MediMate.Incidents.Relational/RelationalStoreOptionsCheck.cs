namespace MediMate.Incidents;

/// <summary>Checks the settings of a durable store: every one that is out of its range, at once.</summary>
internal static class RelationalStoreOptionsCheck
{
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortestCheckpoint = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestCheckpoint = TimeSpan.FromDays(1);

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentException">One or several are out of range; all are named.</exception>
    public static void Check(this RelationalStoreOptions options)
    {
        List<string> wrong = [];
        Require(
            options.CommandTimeout >= ShortestTimeout && options.CommandTimeout <= LongestTimeout && options.CommandTimeout.Ticks % TimeSpan.TicksPerSecond == 0,
            $"CommandTimeout is {options.CommandTimeout}; it must be whole seconds, from 1 second to 5 minutes");
        Require(options.GroupSize is >= 1 and <= 256, $"GroupSize is {options.GroupSize}; it must be from 1 to 256");
        Require(
            options.CheckpointEvery >= ShortestCheckpoint && options.CheckpointEvery <= LongestCheckpoint,
            $"CheckpointEvery is {options.CheckpointEvery}; it must be from 1 second to 1 day");
        Require(IsSchema(options.Schema), $"Schema is \"{options.Schema}\"; write lower-case letters, digits and underscores, a letter first, at most 60");
        if (options.SigningKey is { } key && WhyNoKey(key) is { } reason)
        {
            wrong.Add($"SigningKey cannot be used: {reason}");
        }

        if (wrong.Count > 0)
        {
            throw new ArgumentException($"MMI0008: the settings of the store cannot be: {string.Join("; ", wrong)}.", nameof(options));
        }

        void Require(bool isGood, string complaint)
        {
            if (!isGood)
            {
                wrong.Add(complaint);
            }
        }
    }

    private static string? WhyNoKey(string pem)
    {
        try
        {
            CheckpointSigner.FromPem(pem).Dispose();
            return null;
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>The name goes into statements as it is: nothing but a plain name may.</summary>
    private static bool IsSchema(string? schema) =>
        schema is { Length: >= 1 and <= 60 }
        && char.IsAsciiLetterLower(schema[0])
        && schema.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_');
}
