using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Storage;

public sealed class PostgresJobStoreTests(PostgresServer postgres) : JobStoreTests
{
    protected override async Task<string?> ConnectAsync() => await postgres.CreateDatabaseAsync();
}
