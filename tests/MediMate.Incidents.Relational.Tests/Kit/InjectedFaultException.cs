using System.Data.Common;
using System.Globalization;

namespace MediMate.Incidents.Relational.Tests.Kit;

/// <summary>The failure that a test asked for.</summary>
internal sealed class InjectedFaultException(int call, string operation, FaultKind kind)
    : DbException(string.Create(CultureInfo.InvariantCulture, $"Injected fault at call {call} ({operation}): {kind}."))
{
    public int Call { get; } = call;

    public string Operation { get; } = operation;

    public FaultKind Kind { get; } = kind;

    public override bool IsTransient => true;
}
