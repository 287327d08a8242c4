using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Storage;

public sealed class PostgresSessionStoreTests(PostgresServer postgres) : SessionStoreTests
{
    protected override async Task<string?> ConnectAsync() => await postgres.CreateDatabaseAsync();
}
