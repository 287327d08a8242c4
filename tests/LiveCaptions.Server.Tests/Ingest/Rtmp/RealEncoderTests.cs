using System.Diagnostics;
using LiveCaptions.Server.Tests.Harness;

namespace LiveCaptions.Server.Tests.Ingest.Rtmp;

/// <summary>ffmpeg as the publisher.</summary>
[Collection(Children.Collection)]
public sealed class RealEncoderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("-f lavfi -i sine=440:d=2 -c:a aac")]
    [InlineData("-f lavfi -i sine=440:d=2:r=44100 -c:a aac -ac 2 -b:a 64k")]
    [InlineData("-f lavfi -i sine=440:d=2 -f lavfi -i testsrc=d=2:s=640x360:r=25 -c:a aac -c:v libx264 -preset ultrafast -g 25")]
    [InlineData("-f lavfi -i sine=440:d=2:r=44100 -c:a libmp3lame")]
    public async Task Ffmpeg_publishes_and_ends(string input)
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();

        using var ffmpeg = Publish(session, input);
        await ffmpeg.WaitForExitAsync(Cancel);

        Assert.Equal(0, ffmpeg.ExitCode);
        await session.UntilStateAsync("finished");
        Assert.Equal([new(0, 2)], Tone.In(session.Recording()), Tone.Within(0.1));
        await Eventually.HoldsAsync(() => Children.Decoders().Count == 0);
    }

    [Fact]
    public async Task Ffmpeg_with_a_wrong_key_fails()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();

        using var ffmpeg = Publish(session, "-f lavfi -i sine=440:d=2 -c:a aac", new Uri(session.Rtmp(), "/live/wrong"));
        await ffmpeg.WaitForExitAsync(Cancel);

        Assert.NotEqual(0, ffmpeg.ExitCode);
        Assert.Equal("created", await session.StateAsync());
    }

    [Fact]
    public async Task Killed_ffmpeg_leaves_the_session_waiting_and_another_goes_on_in_it()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.CreateSessionAsync();
        using (var first = Publish(session, "-re -f lavfi -i sine=440:d=60 -c:a aac"))
        {
            await session.RecordedAsync(1);
            first.Kill();
            await first.WaitForExitAsync(Cancel);
        }

        await Eventually.HoldsAsync(() => Children.Decoders().Count == 0);
        Assert.Equal("live", await session.StateAsync());
        using var second = await Eventually.SucceedsAsync(async () =>
        {
            var publisher = Publish(session, "-f lavfi -i sine=440:d=2 -c:a aac");
            await publisher.WaitForExitAsync(Cancel);
            return publisher.ExitCode == 0 ? publisher : throw new TimeoutException();
        });

        await session.UntilStateAsync("finished");

        // The first may have been ahead of its time: then there is no pause between the two.
        Assert.InRange(Tone.In(session.Recording()).Sum(span => span.End - span.Start), 2.9, 10);
    }

    private static Process Publish(TestSession session, string arguments, Uri? address = null) => Process.Start(
        new ProcessStartInfo("ffmpeg", [
            .. "-hide_banner -nostdin -loglevel error".Split(' '), .. arguments.Split(' '), "-f", "flv", $"{address ?? session.Rtmp()}"
        ]) { UseShellExecute = false })!;
}
