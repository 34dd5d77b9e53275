using MediMate.Incidents.Relational.Tests.Kit;
using MediMate.Incidents.Tests.Escalation;
using MediMate.Incidents.Tests.Notifications;

namespace MediMate.Incidents.Relational.Tests.Stores;

#pragma warning disable MA0048 // A line each: the same tests on other stores.

/// <summary>Channels that misbehave, over a file.</summary>
public sealed class HostileChannelsOnSqliteTests() : HostileChannelsOnAnyStore(new DurablePlace(DatabaseKind.Sqlite));

/// <summary>Channels that misbehave, over a server.</summary>
public sealed class HostileChannelsOnPostgreSqlTests() : HostileChannelsOnAnyStore(new DurablePlace(DatabaseKind.PostgreSql));

/// <summary>Directories that misbehave, over a file.</summary>
public sealed class HostileDirectoriesOnSqliteTests() : HostileDirectoriesOnAnyStore(new DurablePlace(DatabaseKind.Sqlite));

/// <summary>Directories that misbehave, over a server.</summary>
public sealed class HostileDirectoriesOnPostgreSqlTests() : HostileDirectoriesOnAnyStore(new DurablePlace(DatabaseKind.PostgreSql));

/// <summary>Renderers that misbehave, over a file.</summary>
public sealed class HostileRenderersOnSqliteTests() : HostileRenderersOnAnyStore(new DurablePlace(DatabaseKind.Sqlite));

/// <summary>Renderers that misbehave, over a server.</summary>
public sealed class HostileRenderersOnPostgreSqlTests() : HostileRenderersOnAnyStore(new DurablePlace(DatabaseKind.PostgreSql));

/// <summary>Rules that misbehave, over a file.</summary>
public sealed class HostileRulesOnSqliteTests() : HostileRulesOnAnyStore(new DurablePlace(DatabaseKind.Sqlite));

/// <summary>Rules that misbehave, over a server.</summary>
public sealed class HostileRulesOnPostgreSqlTests() : HostileRulesOnAnyStore(new DurablePlace(DatabaseKind.PostgreSql));

/// <summary>Bundles and clocks, over a file.</summary>
public sealed class BundleClocksOnSqliteTests() : BundleClocksOnAnyStore(() => new DurablePlace(DatabaseKind.Sqlite), stories: 3);

/// <summary>Bundles and clocks, over a server.</summary>
public sealed class BundleClocksOnPostgreSqlTests() : BundleClocksOnAnyStore(() => new DurablePlace(DatabaseKind.PostgreSql), stories: 3);
#pragma warning restore MA0048
