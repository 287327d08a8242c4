using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Publishing;

public sealed class PostgresQuotaLedgerTests(PostgresServer postgres) : QuotaLedgerTests
{
    protected override async Task<string?> ConnectAsync() => await postgres.CreateDatabaseAsync();
}
