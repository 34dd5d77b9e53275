using System.Diagnostics.Metrics;

namespace MediMate.Incidents.Tests.Diagnostics;

/// <summary>A measurement as a listener gets it.</summary>
internal sealed record Measured(string Name, string Kind, string? Unit, double Value, IReadOnlyDictionary<string, object?> Attributes)
{
    public override string ToString() =>
        $"{Name} {string.Join(' ', Attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal).Select(attribute => $"{attribute.Key}={attribute.Value}"))}".TrimEnd();
}

/// <summary>Listens to the meter of one engine, and to no other.</summary>
internal sealed class MetricRecorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly List<Measured> _measured = [];
    private readonly Lock _gate = new();

    public MetricRecorder(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "MediMate.Incidents" && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<Measured> Measured
    {
        get
        {
            lock (_gate)
            {
                return [.. _measured];
            }
        }
    }

    /// <summary>Gets the sum of a figure with some attributes.</summary>
    public double Sum(string text) => Measured.Where(measured => measured.ToString() == text).Sum(measured => measured.Value);

    /// <summary>Takes the observable ones.</summary>
    public void Observe() => _listener.RecordObservableInstruments();

    public void Dispose() => _listener.Dispose();

    private static string KindOf(Instrument instrument)
    {
        var name = instrument.GetType().Name.Split('`')[0];
        return name switch
        {
            "ObservableUpDownCounter" => "observable up-down counter",
            "ObservableGauge" => "observable gauge",
            _ => name.ToLowerInvariant(),
        };
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var attributes = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            attributes.Add(tag.Key, tag.Value);
        }

        lock (_gate)
        {
            _measured.Add(new Measured(instrument.Name, KindOf(instrument), instrument.Unit, value, attributes));
        }
    }
}
