using System.Net.WebSockets;
using System.Text;
using LiveCaptions.Server.Compatible.OpenAi;
using LiveCaptions.Server.Ingest.WebSockets;
using Microsoft.Extensions.Time.Testing;

namespace LiveCaptions.Server.Tests.Compatible;

/// <summary>Turns that OpenAI's clients end themselves.</summary>
public sealed class RealtimeTranscriptTests
{
    [Fact]
    public void Hundred_turns_may_wait_and_as_many_more_once_those_are_told()
    {
        var heard = 0.0;
        var transcript = Manual(() => heard);

        Assert.All(Enumerable.Range(1, 100), position => Assert.True(transcript.Close(position)));
        Assert.False(transcript.Close(101));

        heard = 1;
        Assert.NotEmpty(transcript.Settle());
        Assert.True(transcript.Close(101));
    }

    [Fact]
    public void Turn_that_is_ended_again_without_sound_is_told_once()
    {
        var transcript = Manual(() => 10);

        Assert.All(Enumerable.Repeat(5.0, 1_000), position => Assert.True(transcript.Close(position)));

        Assert.NotEmpty(transcript.Settle());
        Assert.Empty(transcript.Settle());
        Assert.True(transcript.Close(5));
        Assert.NotEmpty(transcript.Settle());
    }

    [Fact]
    public async Task Turn_too_many_is_refused_as_the_protocol_says_it()
    {
        using var sent = new MemoryStream();
        using var socket = WebSocket.CreateFromStream(sent, new WebSocketCreationOptions { IsServer = true });
        using var channel = new WebSocketChannel(socket, maxMessageBytes: 1_000, new FakeTimeProvider());
        var protocol = new RealtimeProtocol(channel, new RealtimeEvents("sess_1")) { Commit = () => false };

        var word = await protocol.ReadAsync("""{"type":"input_audio_buffer.commit","event_id":"mine"}"""u8.ToArray());

        Assert.Equal(ControlMessage.KeepAlive, word.Control);
        var told = Encoding.UTF8.GetString(sent.ToArray());
        Assert.Contains("\"too_many_commits\"", told, StringComparison.Ordinal);
        Assert.Contains("\"mine\"", told, StringComparison.Ordinal);
    }

    private static RealtimeTranscript Manual(Func<double> heard) =>
        new(new RealtimeEvents("sess_1"), "1", isManual: true, heard, settled: heard, new FakeTimeProvider());
}
