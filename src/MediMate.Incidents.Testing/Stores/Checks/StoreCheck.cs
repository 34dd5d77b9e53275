using System.Runtime.CompilerServices;

namespace MediMate.Incidents.Testing.Stores;

/// <summary>A check of the suite.</summary>
internal sealed record StoreCheck(string Name, Func<CheckStage, Task> Body)
{
    /// <summary>Makes a check of a method, under the method's name.</summary>
    public static StoreCheck Of(Func<CheckStage, Task> body, [CallerArgumentExpression(nameof(body))] string name = "") => new(name, body);
}
