namespace LiveCaptions.Server.Tests.Storage;

public sealed class SqliteSessionStoreTests : SessionStoreTests
{
    protected override Task<string?> ConnectAsync() => Task.FromResult<string?>(null);
}
