namespace MediMate.Incidents;

/// <summary>Brings the schema up to date, or sees that it is.</summary>
internal sealed class SchemaKeeper(Dialect dialect, SessionPool sessions, SchemaUpdate update) : IDisposable
{
    private readonly SemaphoreSlim _once = new(1, 1);
    private bool _isReady;

    /// <summary>Makes sure, once in a process, that the schema is the one that this version knows.</summary>
    public async ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _isReady))
        {
            return;
        }

        await _once.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_isReady)
            {
                await sessions.WriteAsync(session => UpdateAsync(session, cancellationToken), cancellationToken).ConfigureAwait(false);
                Volatile.Write(ref _isReady, true);
            }
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>Prints every statement for those who change schemas by hand.</summary>
    public string Print()
    {
        var lines = new List<string>(dialect.SchemaStatements.Select(text => dialect.Text(text) + ";"));
        foreach (var migration in dialect.Migrations)
        {
            lines.Add($"-- {migration.Name}");
            lines.Add(dialect.Text(migration.Text).TrimEnd());
            lines.Add(dialect.Text($"INSERT INTO {{s}}incident_schema (version, name) VALUES ({migration.Version}, '{migration.Name}');"));
        }

        return string.Join('\n', lines) + "\n";
    }

    public void Dispose() => _once.Dispose();

    private async ValueTask<bool> UpdateAsync(Session session, CancellationToken cancellationToken)
    {
        // One look without a lock: nearly always all is well, and a start then waits for nobody.
        var newest = dialect.Migrations.Count;
        if (await VersionAsync(session, cancellationToken).ConfigureAwait(false) is var found && found == newest)
        {
            return true;
        }

        Check(found);
        await session.BeginAsync(cancellationToken).ConfigureAwait(false);
        await dialect.LockSchemaAsync(session, cancellationToken).ConfigureAwait(false);
        found = await VersionAsync(session, cancellationToken).ConfigureAwait(false);
        Check(found);
        if (found < newest)
        {
            await ApplyAsync(session, found, cancellationToken).ConfigureAwait(false);
        }

        await session.CommitAsync().ConfigureAwait(false);
        return true;
    }

    private void Check(int found)
    {
        var newest = dialect.Migrations.Count;
        if (found > newest)
        {
            throw StoreFailures.Newer(dialect.Name, found, newest);
        }

        if (found < newest && update == SchemaUpdate.VerifyOnly)
        {
            throw StoreFailures.Older(dialect.Name, found, newest);
        }
    }

    private async ValueTask ApplyAsync(Session session, int found, CancellationToken cancellationToken)
    {
        foreach (var statement in dialect.SchemaStatements)
        {
            await dialect.ExecuteAsync(session, statement, cancellationToken).ConfigureAwait(false);
        }

        foreach (var migration in dialect.Migrations.Skip(found))
        {
            await dialect.ExecuteAsync(session, migration.Text, cancellationToken).ConfigureAwait(false);
            await dialect.ExecuteAsync(
                session, "INSERT INTO {s}incident_schema (version, name) VALUES ($1, $2)", cancellationToken, migration.Version, migration.Name).ConfigureAwait(false);
        }
    }

    /// <summary>Asks for the version of the schema; zero where there is none.</summary>
    private async ValueTask<int> VersionAsync(Session session, CancellationToken cancellationToken)
    {
        var exists = false;
        await dialect.QueryAsync(session, dialect.SchemaExistsText, reader => exists = reader.GetBoolean(0), cancellationToken).ConfigureAwait(false);
        if (!exists)
        {
            return 0;
        }

        var version = 0;
        await dialect.QueryAsync(
            session,
            "SELECT COALESCE(MAX(version), 0) FROM {s}incident_schema",
            reader => version = reader.GetInt32(0),
            cancellationToken).ConfigureAwait(false);
        return version;
    }
}
