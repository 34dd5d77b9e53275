using System.Text;
using MediMate.Incidents.Relational.Tests.Archive;
using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Tests;
using MediMate.Incidents.Tests.Notifications;

namespace MediMate.Incidents.Relational.Tests.Stores;

/// <summary>Tokens over a file.</summary>
public sealed class AcknowledgementTokensOnSqliteTests() : AcknowledgementTokensOnDurableStores(DatabaseKind.Sqlite);

/// <summary>Tokens over a server.</summary>
public sealed class AcknowledgementTokensOnPostgreSqlTests() : AcknowledgementTokensOnDurableStores(DatabaseKind.PostgreSql);

public abstract class AcknowledgementTokensOnDurableStores(DatabaseKind kind) : AcknowledgementTokensOnAnyStore, IAsyncDisposable
{
    private DurableStore? _durable;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_durable is not null)
        {
            await _durable.DisposeAsync();
        }
    }

    [Fact]
    public async Task Key_is_left_out_of_archives_and_keeps_no_import_out()
    {
        await using var engine = await NewEngineAsync();
        await engine.SignalAsync();
        var key = Assert.IsType<SigningKey>(Assert.Single(await engine.Store.ReadSubjectsAsync(SubjectKind.SigningKey, TestContext.Current.CancellationToken)));
        var archive = await ArchiveFile.OfAsync((RelationalIncidentStore)engine.Store);

        // The other store has a key of its own already: its node has run.
        await using var other = await DurableStore.CreateAsync(kind);
        await using var node = new Engine(configure: incidents => incidents.UseStore(other.Open()));
        var own = await node.Keys.GetAsync(TestContext.Current.CancellationToken);
        await ArchiveFile.ImportAsync((RelationalIncidentStore)node.Store, archive);

        Assert.DoesNotContain(key.Secret, Encoding.UTF8.GetString(archive), StringComparison.Ordinal);
        var kept = Assert.IsType<SigningKey>(Assert.Single(await node.Store.ReadSubjectsAsync(SubjectKind.SigningKey, TestContext.Current.CancellationToken)));
        Assert.Equal(Convert.ToBase64String(own.Single().AsSpan()), kept.Secret);
    }

    private protected override async ValueTask<Engine> NewEngineAsync()
    {
        _durable = await DurableStore.CreateAsync(kind);
        return new Engine(configure: incidents => incidents.UseStore(_durable.Open()));
    }
}
