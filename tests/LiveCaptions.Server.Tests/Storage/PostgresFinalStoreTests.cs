using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Storage;

public sealed class PostgresFinalStoreTests(PostgresServer postgres) : FinalStoreTests
{
    protected override async Task<string?> ConnectAsync() => await postgres.CreateDatabaseAsync();
}
