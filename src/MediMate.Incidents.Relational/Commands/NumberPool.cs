namespace MediMate.Incidents;

/// <summary>The numbers that a group of commands may give to what it declares: in order, and what is not given goes back with the commit.</summary>
internal sealed class NumberPool(Dialect dialect, Session session)
{
    private readonly Queue<long> _free = new();

    /// <summary>Takes numbers beforehand.</summary>
    public async ValueTask TakeAsync(int count, CancellationToken cancellationToken)
    {
        if (count <= 0)
        {
            return;
        }

        foreach (var number in await dialect.TakeNumbersAsync(session, count, cancellationToken).ConfigureAwait(false))
        {
            _free.Enqueue(number);
        }
    }

    /// <summary>Shows the number that the next declaration takes.</summary>
    public async ValueTask<long> PeekAsync(CancellationToken cancellationToken)
    {
        await TakeAsync(1 - _free.Count, cancellationToken).ConfigureAwait(false);
        return _free.Peek();
    }

    /// <summary>Gives a number to each incident that a decision declares: the one that was shown first.</summary>
    public async ValueTask<Queue<long>> GiveAsync(int count, CancellationToken cancellationToken)
    {
        await TakeAsync(count - _free.Count, cancellationToken).ConfigureAwait(false);
        var given = new Queue<long>(count);
        while (given.Count < count)
        {
            given.Enqueue(_free.Dequeue());
        }

        return given;
    }

    /// <summary>Gives back what nobody took: those are the last ones, and their row is ours until the commit.</summary>
    public async ValueTask ReturnAsync(CancellationToken cancellationToken)
    {
        if (_free.Count > 0)
        {
            await dialect.TakeNumbersAsync(session, -_free.Count, cancellationToken).ConfigureAwait(false);
            _free.Clear();
        }
    }
}
