using System.Text;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Live.Sinks;
using LiveCaptions.Server.Live.Sinks.Obs;
using LiveCaptions.Server.Live.Sinks.YouTube;

namespace LiveCaptions.Server.Tests.Live.Sinks;

/// <summary>What sinks are made of, without a network.</summary>
public sealed class SinkPartTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_answer_to_OBS_is_that_of_its_protocols_example() => Assert.Equal(
        "1Ct943GAT+6YQUUX47Ia/ncufilbe6+oD6lY+5kaCu4=",
        ObsAuthentication.Answer(
            "supersecretpassword", "lM1GncleQOaCu9lT1yeUZhFYnqhsLLP1G5lAGo3ixaI=", "+IxH4CnCiqpX1rM9scsNynZzbOe4KhDeYcTNS3PDaeY="));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"op\":\"0\"}")]
    [InlineData("{\"op\":1e99}")]
    [InlineData("{\"op\":7,\"d\":{\"requestId\":\"\\ud800\"}}")]
    [InlineData("{\"op\":0}trailing")]
    public void What_is_no_message_of_OBS_is_refused(string text) => Assert.False(ObsMessage.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("{\"op\":0}")]
    [InlineData("{\"op\":7,\"d\":5}")]
    [InlineData("{\"op\":7,\"d\":{\"requestStatus\":[],\"requestId\":3}}")]
    [InlineData("{\"op\":0,\"d\":{\"authentication\":\"x\"}}")]
    public void Message_of_OBS_with_strange_data_has_none(string text)
    {
        Assert.True(ObsMessage.TryParse(Encoding.UTF8.GetBytes(text), out var message));
        Assert.Null(message.RequestId);
        Assert.Null(message.Challenge);
        Assert.False(message.Result);
    }

    [Fact]
    public void Caption_that_OBS_would_cut_keeps_its_end()
    {
        Assert.Equal("one\ntwo", ObsTarget.Fit(["one", "two"]));
        var fitted = ObsTarget.Fit([new string('ä', 60), "and then the end"]);
        Assert.Equal("and then the end", fitted);
        Assert.InRange(Encoding.UTF8.GetByteCount(ObsTarget.Fit([string.Concat(Enumerable.Repeat("😀", 100))])), 100, 128);
    }

    [Fact]
    public void Body_for_YouTube_has_a_time_and_a_text_with_breaks()
    {
        var cue = Cue(0, "It was the best of times, it was the worst of <times>,") with { Speaker = new CueSpeaker("s1", "Ann", 1) };
        Assert.Equal(
            "2026-11-23T12:00:01.500\nAnn: It was the best of times,<br>it was the worst of ‹times›,\n",
            YouTubeBody.Write(cue, speakerBefore: null, Start.AddSeconds(1.5)));
        Assert.StartsWith("2026-11-23T12:00:00.000\nIt was", YouTubeBody.Write(cue, speakerBefore: "Ann", Start), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-23T12:00:01.500\n", true)]
    [InlineData("2026-11-23T12:00:01.500\nTimestamp skew", true)]
    [InlineData("", false)]
    [InlineData("<html>2026-11-23T12:00:01.500", false)]
    [InlineData("2026-13-23T12:00:01.500", false)]
    public void Clock_of_YouTube_is_what_a_reply_begins_with(string reply, bool expected)
    {
        Assert.Equal(expected, YouTubeTime.TryReadFirst(reply, out var instant));
        Assert.Equal(expected ? Start.AddSeconds(1.5) : default, instant);
    }

    [Fact]
    public void Words_are_spoken_at_their_place_behind_the_sessions_start() =>
        Assert.Equal(Start.AddSeconds(10), SpokenTime.Of(Cue(10, "a"), Start));

    [Fact]
    public void Behind_a_pause_of_the_publisher_the_moment_of_arrival_counts()
    {
        // The last word, from 10.5 to 11 s of audio, came in 90 s after the start and was sent 2 s later.
        var cue = Cue(10, "a") with { Words = [new CueWord("a", 10.5, 11, 1)], Latency = 2, CreatedAt = Start.AddSeconds(92) };
        Assert.Equal(Start.AddSeconds(89), SpokenTime.Of(cue, Start));
        Assert.Equal(Start.AddSeconds(10), SpokenTime.Of(cue with { CreatedAt = Start.AddSeconds(16) }, Start));
    }

    [Fact]
    public void Waits_grow_to_half_a_minute()
    {
        var first = TimeSpan.FromSeconds(0.5);
        Assert.Equal([0.5, 1, 2, 4, 8, 16, 30, 30], Enumerable.Range(1, 8).Select(
            failures => Backoff.After(failures, first, random: 0).TotalSeconds));
        Assert.Equal(15, Backoff.After(1_000, first, random: 1).TotalSeconds);
    }

    [Theory]
    [InlineData("2026-11-23T12:00:01.500\nTimestamp skew from local=… larger than 60 sec in /closedcaption?cid=secret",
        "too far from YouTube's clock")]
    [InlineData("<html>root:x:0:0</html>", "")]
    public void What_YouTube_says_is_told_in_our_words_or_not_at_all(string reply, string meaning)
    {
        Assert.EndsWith(meaning, YouTubeReply.Meaning(reply), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", YouTubeReply.Meaning(reply), StringComparison.Ordinal);
        Assert.Equal(meaning.Length == 0, YouTubeReply.Meaning(reply).Length == 0);
    }

    private static Cue Cue(double start, string text) => new()
    {
        SessionId = "s",
        Seq = 1,
        Id = "c1",
        Revision = 1,
        Kind = CueKind.Final,
        Start = start,
        End = start + 1,
        Text = text,
        CreatedAt = Start.AddSeconds(start + 2),
    };
}
