using System.Security.Cryptography;
using MediMate.Incidents.Testing;
using NodaTime;

namespace MediMate.Incidents.Cli.Tests;

/// <summary>A folder with an SQLite store of two incidents (one has ended), signed checkpoints, and the public key.</summary>
internal sealed class SampleStore : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("medimate-incidents-");

    private SampleStore()
    {
    }

    public string Path => In("incidents.db");

    public string PublicKey => In("signing.pem");

    public static async Task<SampleStore> CreateAsync()
    {
        var sample = new SampleStore();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(sample.PublicKey, key.ExportSubjectPublicKeyInfoPem());
        await using var store = SqliteStore.Open($"Data Source={sample.Path};Pooling=false", new RelationalStoreOptions { SigningKey = key.ExportPkcs8PrivateKeyPem() });
        var playbook = PlaybookMarkdown.Parse(await File.ReadAllTextAsync(Repository.PathOf("playbooks", "medimate.md")));
        await using var harness = new IncidentHarness(playbook, options =>
        {
            options.AddPerson("aisyah", "On-call Engineer", "sms", "mail");
            options.Configure = incidents => incidents.UseStore(store);
        });
        var outcome = await harness.Incidents.SignalAsync(new Signal { Summary = "UI glitch", Key = "one" });
        await harness.Incidents.ExecuteAsync(
            outcome.Incident!.Id, new Resolve { By = Actor.Person("aisyah"), Summary = "drew it anew", IsVerified = true, UserImpact = UserImpact.None });
        await harness.AdvanceAsync(Duration.FromHours(1));
        await harness.Incidents.SignalAsync(new Signal { Summary = "UI glitch", Key = "two" });
        await store.CheckpointAsync();
        return sample;
    }

    public string In(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
