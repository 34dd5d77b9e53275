namespace MediMate.Incidents.Lint;

/// <summary>What examples of incidents speak of, by their words. The documentation shows the same table.</summary>
internal static class Topics
{
    private const string Security = "security";
    private const string DataLoss = "data loss";

    public static IReadOnlyList<(string Topic, string[] Phrases)> All { get; } =
    [
        (Security,
        [
            "security", "breach", "breached", "risk", "vulnerability", "vulnerable", "leak", "leaked", "leakage", "intrusion", "intruder", "exploit", "exploited",
            "attack", "attacker", "hack", "hacked", "hacker", "malware", "ransomware", "virus", "phishing", "unauthorized access", "unauthorised access",
            "compromise", "compromised", "exposure", "exposed", "suspicious", "account takeover", "stolen", "CVE",
        ]),
        (DataLoss,
        [
            "data loss", "loss of data", "lost data", "data lost", "losing data", "corruption", "corrupted", "corrupt", "deleted data", "data deleted", "wiped",
            "missing data", "missing record", "records lost", "lost records", "loss of records",
        ]),
        ("payment",
        [
            "payment", "pay", "paying", "paid", "checkout", "billing", "billed", "invoice", "invoicing", "refund", "charge", "charged", "credit card", "debit card", "card declined", "transaction", "subscription",
        ]),
        ("sign-in",
        [
            "sign-in", "sign in", "signing in", "signin", "login", "log in", "logging in", "log-in", "logon", "log on", "authentication", "authenticate", "password",
            "single sign-on", "SSO", "MFA", "locked out",
        ]),
        ("availability",
        [
            "down", "downtime", "outage", "offline", "unavailable", "unavailability", "unreachable", "inaccessible", "not reachable", "not available", "crash", "crashed",
            "crashing", "does not start", "system failure",
        ]),
        ("performance",
        [
            "performance", "slow", "slowness", "slower", "sluggish", "slowdown", "latency", "lag", "timeout", "time out", "timing out", "degraded", "degradation",
            "memory leak", "high load", "overload", "overloaded",
        ]),
    ];

    private static readonly PhraseTable<string> Phrases = Build(All);

    // What scanners and checks report as a category of its own. A mere risk is none.
    private static readonly PhraseSet Categories = new(All.Where(row => row.Topic is Security or DataLoss)
        .SelectMany(row => row.Phrases)
        .Where(phrase => phrase is not ("risk" or "security" or "suspicious" or "missing data"))
        .Concat(["health check", "smoke test", "synthetic test", "synthetic check", "heartbeat", "security alert", "security incident", "security finding", "security issue", "security hole", "security flaw"]));

    /// <summary>Finds the topics of a text, each once.</summary>
    public static IEnumerable<string> In(string text) => Phrases.In(LintWords.Of(text)).Distinct(StringComparer.Ordinal);

    /// <summary>Tells whether a text names a category by which a signal can be recognised.</summary>
    public static bool NamesCategory(IReadOnlyList<string> words) => Categories.IsIn(words);

    private static PhraseTable<string> Build(IEnumerable<(string Topic, string[] Phrases)> rows)
    {
        var table = new PhraseTable<string>();
        foreach (var (topic, phrases) in rows)
        {
            foreach (var phrase in phrases)
            {
                table.Add(phrase, topic);
            }
        }

        return table;
    }
}
