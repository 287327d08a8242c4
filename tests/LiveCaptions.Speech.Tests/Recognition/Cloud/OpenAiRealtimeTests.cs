using System.Runtime.InteropServices;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Recognition.Cloud.OpenAiRealtime;

namespace LiveCaptions.Speech.Tests.Recognition.Cloud;

public sealed class OpenAiRealtimeTests : IAsyncDisposable
{
    private readonly FakeOpenAiRealtime _cloud = new();

    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, true, true)]
    public async Task Items_that_are_completed_in_another_order_or_twice_come_out_once_and_in_order(bool streams, bool mixesUp, bool twice)
    {
        (_cloud.Streams, _cloud.MixesUp, _cloud.SaysTwice) = (streams, mixesUp, twice);
        var (track, words) = CloudTracks.Programme(seconds: 60);
        await using var recognizer = _cloud.Engine("openai-realtime");
        var (heard, fault) = await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions());
        Assert.Null(fault);
        Assert.Equal(words, CloudTracks.WordsOf(heard));
    }

    [Fact]
    public async Task Session_that_is_over_is_followed_by_another()
    {
        _cloud.Longest = 35 * AudioFormat.SampleRate;
        var (track, words) = CloudTracks.Programme(seconds: 60);
        await using var recognizer = _cloud.Engine("openai-realtime");
        var (finals, _) = await CloudRun.HearAllAsync(recognizer, track);
        Assert.Equal(words, CloudTracks.WordsOf(finals));
        Assert.InRange(_cloud.Connections, 2, 4);
    }

    [Fact]
    public async Task Turn_that_cannot_be_transcribed_is_sent_once_more()
    {
        _cloud.Fails = 3;
        var (track, words) = CloudTracks.Programme(seconds: 60);
        await using var recognizer = _cloud.Engine("openai-realtime");
        var (heard, fault) = await CloudRun.HearAsync(recognizer, track, new RecognizerStreamOptions());
        Assert.Null(fault);
        Assert.Equal(words, CloudTracks.WordsOf(heard));
        Assert.InRange(_cloud.Connections, 2, 20);
    }

    [Fact]
    public async Task Model_that_there_is_none_of_is_told_as_what_is_asked_for()
    {
        await using var recognizer = _cloud.Engine("openai-realtime:no-such-model");
        var (_, fault) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions());
        Assert.Equal(EngineFaultKind.Refused, Assert.IsType<EngineFaultException>(fault).Kind);
        Assert.DoesNotContain(FakeCloud.Key, fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openai-realtime", "\"keywords\":[\"Ulaanbaatar\",\"Saoirse\"]", 0.8f)]
    [InlineData("openai-realtime:gpt-4o-transcribe", "\"prompt\":\"Ulaanbaatar, Saoirse\"", 0.74f)]
    public async Task Language_key_terms_and_probabilities_are_asked_for_as_the_model_wants_them(
        string engine, string terms, float confidence)
    {
        await using var recognizer = _cloud.Engine(engine);
        var (heard, _) = await CloudRun.HearAsync(recognizer, CloudTracks.Short(), new RecognizerStreamOptions
        {
            Language = "pt-BR",
            Keyterms = () => ["Ulaanbaatar", "Saoirse"],
        });
        var asked = _cloud.Said.First();
        Assert.Contains(terms, asked, StringComparison.Ordinal);
        Assert.Contains("\"language\":\"pt\"", asked, StringComparison.Ordinal);
        if (engine.Contains("4o", StringComparison.Ordinal))
        {
            Assert.All(heard.Where(t => t.IsFinal).SelectMany(t => t.Words), word => Assert.Equal(confidence, word.Confidence, 0.01f));
        }
    }

    [Fact]
    public async Task Silence_is_not_transcribed()
    {
        await using var recognizer = _cloud.Engine("openai-realtime");
        await CloudRun.HearAsync(recognizer, Fakes.Bursts.Track(Fakes.Bursts.Silence(65)), new RecognizerStreamOptions());
        Assert.Equal(3, _cloud.Said.Count(text => text.Contains("clear", StringComparison.Ordinal)));
        Assert.DoesNotContain(_cloud.Said, text => text.Contains("commit", StringComparison.Ordinal));
    }

    [Fact]
    public void Sound_at_24_kHz_is_as_loud_and_as_long_and_the_same_in_any_pieces()
    {
        var tone = Enumerable.Range(0, 16_000).Select(i => (short)(10_000 * Math.Sin(2 * Math.PI * 1_000 * i / 16_000))).ToArray();
        var whole = Heard(new Upsampling(), tone);
        Assert.Equal(24_000, whole.Length);
        var (pieces, upsampling) = (new List<short>(), new Upsampling());
        for (int at = 0, length = 1; at < tone.Length; at += length, length = Math.Min((length * 3 % 1_601) + 1, tone.Length - at))
        {
            pieces.AddRange(Heard(upsampling, tone.AsSpan(at, Math.Min(length, tone.Length - at))));
        }

        Assert.Equal(whole, pieces);
        Assert.All(
            whole.Select((sample, i) => (sample, i)).Skip(50),
            one => Assert.Equal(10_000 * Math.Sin(2 * Math.PI * 1_000 * ((one.i / 24_000.0) - (8 / 16_000.0))), one.sample, 100.0));
    }

    private static short[] Heard(Upsampling upsampling, Span<short> samples) =>
        MemoryMarshal.Cast<byte, short>(upsampling.Next(MemoryMarshal.AsBytes(samples)).AsSpan()).ToArray();
}
