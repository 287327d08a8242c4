using LiveCaptions.Server.Commands.Bench.Rtmp;
using LiveCaptions.Server.Tests.Fakes;
using LiveCaptions.Server.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Ingest.Rtmp;

/// <summary>Whoever ends it, the publisher is told before the connection closes.</summary>
[Collection(Children.Collection)]
public sealed class RtmpFarewellTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finals_that_take_longer_than_a_publisher_may_be_silent_do_not_cut_its_goodbye_short()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        var recognizing = new TaskCompletionSource();
        await using var server = await TestServer.StartAsync(
            recognizer: new FakeRecognizer { BeforeFrame = (_, cancel) => recognizing.Task.WaitAsync(cancel) },
            configure: builder => builder.Services.AddSingleton<TimeProvider>(time));
        var session = await server.CreateSessionAsync();
        using var client = await RtmpClient.PublishAsync(session.Rtmp(), Cancel);
        await client.SendAllAsync(await FlvFile.EncodeAsync(Tone.Of(1), Cancel));
        client.Command("FCUnpublish", amf => amf.Null());
        Assert.Equal("NetStream.Unpublish.Success", await client.StatusAsync(Cancel));
        await session.UntilStateAsync("finishing");

        time.Advance(TimeSpan.FromMinutes(1));
        time.Advance(TimeSpan.FromMinutes(1));
        recognizing.SetResult();

        Assert.Null(await client.NextAsync(Cancel)); // closed, not aborted
        Assert.Equal("finished", await session.StateAsync());
    }
}
