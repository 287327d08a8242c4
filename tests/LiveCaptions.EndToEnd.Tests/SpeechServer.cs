namespace LiveCaptions.EndToEnd.Tests;

/// <summary>One server with the real models for all tests of a class: loading them takes longer than most tests.</summary>
public sealed class SpeechServer : IAsyncLifetime
{
    private TestServer? _server;

    public TestServer Server => _server!;

    public async ValueTask InitializeAsync() => _server = await TestServer.StartWithSpeechAsync();

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
