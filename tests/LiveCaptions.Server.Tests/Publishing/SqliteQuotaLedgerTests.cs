namespace LiveCaptions.Server.Tests.Publishing;

public sealed class SqliteQuotaLedgerTests : QuotaLedgerTests
{
    protected override Task<string?> ConnectAsync() => Task.FromResult<string?>(null);
}
