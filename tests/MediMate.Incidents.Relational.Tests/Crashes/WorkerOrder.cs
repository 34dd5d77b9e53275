using System.Globalization;

namespace MediMate.Incidents.Relational.Tests.Crashes;

/// <summary>What a worker is to do, and on what store.</summary>
internal sealed record WorkerOrder
{
    /// <summary>What a worker says when it was told to finish, and has.</summary>
    public const string Finished = "finished";

    public required bool IsSqlite { get; init; }

    /// <summary>Gets the path of the file, or the connection string.</summary>
    public required string Location { get; init; }

    public required string Schema { get; init; }

    /// <summary>Gets where messages are posted to.</summary>
    public required Uri Receiver { get; init; }

    /// <summary>Gets from when on time runs faster.</summary>
    public required DateTimeOffset TimeOrigin { get; init; }

    public required int Seed { get; init; }

    /// <summary>Gets a value indicating whether to bring everything to an end, instead of working until the plug is pulled.</summary>
    public bool IsToFinish { get; init; }

    public static WorkerOrder Read(string[] arguments) => new()
    {
        IsSqlite = bool.Parse(arguments[0]),
        Location = arguments[1],
        Schema = arguments[2],
        Receiver = new Uri(arguments[3]),
        TimeOrigin = DateTimeOffset.ParseExact(arguments[4], "O", CultureInfo.InvariantCulture),
        Seed = int.Parse(arguments[5], CultureInfo.InvariantCulture),
        IsToFinish = bool.Parse(arguments[6]),
    };

    public IEnumerable<string> Write() =>
    [
        IsSqlite.ToString(),
        Location,
        Schema,
        Receiver.AbsoluteUri,
        TimeOrigin.ToString("O", CultureInfo.InvariantCulture),
        Seed.ToString(CultureInfo.InvariantCulture),
        IsToFinish.ToString(),
    ];
}
