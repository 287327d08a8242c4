namespace LiveCaptions.Server.Tests.Storage;

public sealed class SqliteJobStoreTests : JobStoreTests
{
    protected override Task<string?> ConnectAsync() => Task.FromResult<string?>(null);
}
