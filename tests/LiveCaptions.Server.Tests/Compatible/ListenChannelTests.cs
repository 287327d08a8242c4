using System.Text.Json;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Compatible;
using LiveCaptions.Server.Compatible.Deepgram;
using Microsoft.AspNetCore.Http;

namespace LiveCaptions.Server.Tests.Compatible;

/// <summary>What Deepgram's clients are told of cues.</summary>
public sealed class ListenChannelTests
{
    [Theory]
    [InlineData("", "it was mr smith's", null)]
    [InlineData("&punctuate=true", "It was Mr. Smith's.", "It")]
    [InlineData("&smart_format=true", "It was Mr. Smith's.", "It")]
    public void Words_are_bare_unless_somebody_asks_for_punctuation(string query, string transcript, string? first)
    {
        var result = Single(ChannelOf(query).Take(Cue("c1", CueKind.Final, 0, "It", "was", "Mr.", "Smith's."), [], heard: 3));

        Assert.Equal(transcript, result.Transcript);
        Assert.Equal("it", result.Words[0].GetProperty("word").GetString());
        Assert.Equal(first, result.Words[0].TryGetProperty("punctuated_word", out var shown) ? shown.GetString() : null);
    }

    [Fact]
    public void Voices_are_numbers_from_0_where_somebody_asks_for_them()
    {
        var cue = Cue("c1", CueKind.Final, 0, "one") with { Speaker = new CueSpeaker("s2", "Ann", 1) };

        Assert.Equal(1, Single(ChannelOf("&diarize=true").Take(cue, [], heard: 3)).Words[0].GetProperty("speaker").GetInt32());
        Assert.False(Single(ChannelOf("").Take(cue, [], heard: 3)).Words[0].TryGetProperty("speaker", out _));
    }

    [Fact]
    public void Open_cues_are_one_interim_and_each_replaces_the_one_before()
    {
        var channel = ChannelOf("&interim_results=true");
        channel.Take(Cue("c1", CueKind.Interim, 0, "one", "two"), [], heard: 3).ToList();
        channel.Take(Cue("c2", CueKind.Interim, 1, "three"), [], heard: 3).ToList();

        Assert.Equal("one two three", Single(channel.Settle(heard: 3, settled: 0)).Transcript);
        Assert.Empty(channel.Settle(heard: 3, settled: 0));
    }

    [Fact]
    public void Withdrawn_cue_is_not_told_again()
    {
        var channel = ChannelOf("&interim_results=true");
        channel.Take(Cue("c1", CueKind.Interim, 0, "one"), [], heard: 3).ToList();
        channel.Take(Cue("c2", CueKind.Interim, 1, "two"), [], heard: 3).ToList();
        channel.Take(Cue("c2", CueKind.Interim, 1) with { Text = "" }, [], heard: 3).ToList();

        Assert.Equal("one", Single(channel.Settle(heard: 3, settled: 0)).Transcript);
    }

    [Fact]
    public void Cue_that_is_final_in_mid_speech_does_not_end_speech()
    {
        var channel = ChannelOf("");

        var first = Single(channel.Take(Cue("c1", CueKind.Final, 0, "one", "two"), [Cue("c2", CueKind.Interim, 0.6, "three")], heard: 3));
        var last = Single(channel.Take(Cue("c2", CueKind.Final, 0.6, "three"), [], heard: 3));

        Assert.Equal((false, true), (first.SpeechFinal, last.SpeechFinal));
        Assert.Equal(first.End, last.Start);
    }

    [Fact]
    public void Final_whose_speaker_was_put_right_is_told_once()
    {
        var channel = ChannelOf("&interim_results=true");
        channel.Take(Cue("c1", CueKind.Final, 0, "one"), [], heard: 3).ToList();

        Assert.Empty(channel.Take(Cue("c1", CueKind.Final, 0, "one") with { Revision = 2 }, [], heard: 3));
        Assert.Empty(channel.Settle(heard: 3, settled: 0));
    }

    [Fact]
    public void Speech_ends_once_the_silence_is_as_long_as_asked_for()
    {
        var channel = ChannelOf("&endpointing=1000");

        var final = Single(channel.Take(Cue("c1", CueKind.Final, 0, "one"), [], heard: 0.9));

        Assert.False(final.SpeechFinal);
        Assert.Empty(channel.Settle(heard: 1.5, settled: 0.5));
        Assert.Equal(
            (true, ""),
            (Single(channel.Settle(heard: 1.8, settled: 0.5)) is { SpeechFinal: var end, Transcript: var text } ? (end, text) : default));
        Assert.Empty(channel.Settle(heard: 2, settled: 0.5));
    }

    [Fact]
    public void Without_endpointing_speech_never_ends()
    {
        var channel = ChannelOf("&endpointing=false");

        Assert.False(Single(channel.Take(Cue("c1", CueKind.Final, 0, "one"), [], heard: 9)).SpeechFinal);
        Assert.Empty(channel.Settle(heard: 20, settled: 0.5));
    }

    [Fact]
    public void Final_that_a_pause_had_ended_is_not_the_answer_to_finalize()
    {
        var channel = ChannelOf("");
        channel.Finalize(position: 2.3);

        var natural = Single(channel.Take(Cue("c1", CueKind.Final, 0, "one"), [], heard: 2.3));
        var asked = Single(channel.Take(Cue("c2", CueKind.Final, 2, "two"), [], heard: 2.3));

        Assert.Equal((false, true), (natural.FromFinalize, asked.FromFinalize));
    }

    private static ListenChannel ChannelOf(string query)
    {
        var (request, _) = ListenRequest.Parse(
            new QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery($"?encoding=linear16&sample_rate=16000{query}")),
            isFile: false);
        return new ListenChannel(0, request!, new ListenMessages("id", "fake", channels: 1));
    }

    private static ListenResult Single(IEnumerable<object> messages) =>
        ListenResult.Of(Assert.Single(messages.Select(message => JsonDocument.Parse(ForeignJson.Write(message)).RootElement).ToList()));

    /// <summary>Words of 0.2 s, 0.3 s apart.</summary>
    private static Cue Cue(string id, CueKind kind, double start, params string[] words) => new()
    {
        SessionId = "id",
        Seq = 1,
        Id = id,
        Revision = 1,
        Kind = kind,
        Start = start,
        End = start + (0.3 * words.Length),
        Text = string.Join(' ', words),
        Words = words.Length == 0
            ? null
            : [.. words.Select((word, i) => new CueWord(word, start + (0.3 * i), start + (0.3 * i) + 0.2, 0.9))],
        CreatedAt = DateTimeOffset.UnixEpoch,
    };
}
