namespace MediMate.Incidents.Testing.Stores;

/// <summary>Compares what a store did with what the contract says.</summary>
internal sealed class CheckExpectations(string check)
{
    /// <summary>How much of a long text a message shows around the first difference.</summary>
    private const int Shown = 160;

    public void Equal<T>(string subject, T expected, T found)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
        {
            throw Failure(subject, expected?.ToString() ?? "nothing", found?.ToString() ?? "nothing");
        }
    }

    public void Sequence<TExpected, TFound>(string subject, IEnumerable<TExpected> expected, IEnumerable<TFound> found) =>
        Equal(subject, $"[{string.Join(", ", expected)}]", $"[{string.Join(", ", found)}]");

    public void Empty<T>(string subject, IEnumerable<T> found) => Sequence<T, T>(subject, [], found);

    public void Holds(bool holds, string expected, string found)
    {
        if (!holds)
        {
            throw Failure(expected, found);
        }
    }

    /// <summary>Expects a call to throw.</summary>
    public async Task<T> ThrowsAsync<T>(string call, Func<Task> work)
        where T : Exception
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (T expected)
        {
            return expected;
        }
#pragma warning disable CA1031 // Whatever else is thrown is what was found.
        catch (Exception other)
#pragma warning restore CA1031
        {
            throw Failure($"{call} to throw {typeof(T).Name}", $"{other.GetType().Name}: {other.Message}", other);
        }

        throw Failure($"{call} to throw {typeof(T).Name}", "it threw nothing");
    }

    /// <summary>Expects a call to be refused by the store under a message id.</summary>
    public async Task RefusedAsync(string call, string code, Func<Task> work)
    {
        var refused = await ThrowsAsync<IncidentStoreException>(call, work).ConfigureAwait(false);
        Holds(refused.Message.Contains(code, StringComparison.Ordinal), $"the refusal of {call} to name {code}", refused.Message);
    }

    /// <summary>Expects a call to throw what a decision threw.</summary>
    public async Task ThrowsWhatWasThrownAsync(string call, Exception thrown, Func<Task> work)
    {
        var found = await ThrowsAsync<Exception>(call, work).ConfigureAwait(false);
        for (var cause = found; cause is not null; cause = cause.InnerException)
        {
            if (ReferenceEquals(cause, thrown))
            {
                return;
            }
        }

        throw Failure($"{call} to throw what the decision threw", $"{found.GetType().Name}: {found.Message}", found);
    }

    public StoreConformanceException Failure(string expected, string found, Exception? cause = null) =>
        new($"{check}: expected {expected}; found {found}.", cause) { Check = check, Expected = expected, Found = found };

    private StoreConformanceException Failure(string subject, string expected, string found)
    {
        var same = expected.Zip(found).TakeWhile(pair => pair.First == pair.Second).Count();
        return Failure($"{subject} to be {Cut(expected, same)}", Cut(found, same));
    }

    private static string Cut(string text, int difference)
    {
        if (text.Length <= 2 * Shown)
        {
            return text;
        }

        var from = Math.Clamp(difference - Shown, 0, text.Length - (2 * Shown));
        return $"{(from > 0 ? "…" : string.Empty)}{text.Substring(from, 2 * Shown)}… ({text.Length} characters)";
    }
}
