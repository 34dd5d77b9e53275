namespace MediMate.Incidents.Benchmarks;

/// <summary>Marks benchmarks that are left out where no PostgreSQL server is installed.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RequiresPostgreSqlAttribute : Attribute;
