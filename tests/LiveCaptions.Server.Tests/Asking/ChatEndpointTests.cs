using LiveCaptions.Server.Chat;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Asking;

/// <summary>What bounds the questions to a chat endpoint.</summary>
public sealed class ChatEndpointTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 30, 22, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Slow_endpoint_is_given_up_in_time()
    {
        await using var host = await ChatHost.StartAsync();
        var held = new TaskCompletionSource();
        host.Held = held.Task;
        using var chat = Open(new ChatEndpointOptions { Url = host.Url, Model = "some-model", RequestSeconds = 60 });

        var asking = chat.AskAsync("Say yes.", "{}", CancellationToken.None);
        await host.Arrived.WaitAsync();
        _time.Advance(TimeSpan.FromSeconds(60));
        var fault = await Assert.ThrowsAsync<ChatException>(() => asking);
        held.SetResult();

        Assert.Contains("within 60 seconds", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_requests_are_bounded_and_begin_anew_at_midnight()
    {
        await using var host = await ChatHost.StartAsync();
        using var chat = Open(new ChatEndpointOptions { Url = host.Url, Model = "some-model", RequestsPerDay = 2 });
        await chat.AskAsync("Say yes.", "{}", CancellationToken.None);
        await chat.AskAsync("Say yes.", "{}", CancellationToken.None);

        var fault = await Assert.ThrowsAsync<ChatBudgetException>(() => chat.AskAsync("Say yes.", "{}", CancellationToken.None));
        Assert.Equal((TimeSpan.FromHours(2), 2), (fault.Wait, host.Asked.Count));

        _time.Advance(fault.Wait);
        await chat.AskAsync("Say yes.", "{}", CancellationToken.None);
        Assert.Equal(3, host.Asked.Count);
    }

    [Theory]
    [InlineData("Chat:Url", "ftp://x")]
    [InlineData("Chat:Url", "http://127.0.0.1:1/v1")]
    [InlineData("Chat:Key", "a\nb")]
    [InlineData("Chat:RequestsPerDay", "0")]
    public async Task Setting_that_cannot_be_keeps_the_server_from_starting(string name, string value)
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => TestServer.StartAsync(settings: (name, value)));

        Assert.Contains("Chat", fault.ToString(), StringComparison.Ordinal);
    }

    private ChatEndpoint Open(ChatEndpointOptions options) =>
        new(Options.Create(options), Options.Create(new OutgoingOptions()), new OwnAddresses(), _time);
}
