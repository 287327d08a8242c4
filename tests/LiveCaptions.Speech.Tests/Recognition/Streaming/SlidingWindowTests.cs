using LiveCaptions.Speech.Recognition.Streaming;
using LiveCaptions.Speech.Tests.Fakes;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Tests.Recognition.Streaming;

public sealed class SlidingWindowTests
{
    private static readonly float[] Audio = Bursts.Say(Enumerable.Range(1, 60));
    private static readonly LiveOptions Options = new();

    private readonly DraftedDecoder _decoder = new();
    private readonly SlidingWindow _window;

    public SlidingWindowTests() => _window = new SlidingWindow(() => _decoder, 0, 0);

    [Fact]
    public void Final_words_are_known_to_the_decodes_that_follow()
    {
        Commit(3, LiveMoment.Stepped);
        var final = _window.Held.Count;
        Assert.InRange(final, 3, 7);

        Look(3.4);
        Assert.Equal(final, _decoder.Draft!.Known);
        Look(3.8);
        Assert.Equal(final, _decoder.Draft!.Known);
        Commit(4.5, LiveMoment.Stepped);
        Assert.Equal(final, _decoder.Draft!.Known);
        Look(4.9);
        Assert.Equal(_window.Held.Count, _decoder.Draft!.Known);
    }

    [Fact]
    public void Last_token_before_a_pause_is_not_known_to_be_the_last()
    {
        Commit(3, LiveMoment.Paused);
        Look(3.4);
        Assert.Equal(_window.Held.Count - 1, _decoder.Draft!.Known);
    }

    [Fact]
    public void Window_that_moves_on_knows_what_is_left_in_it()
    {
        for (var end = 3.0; end < 18; end += 1.5)
        {
            Commit(end, LiveMoment.Stepped);
            _window.Take(_window.Held.Count, _window.Boundary);
            _window.Slide(Speech(end), Options);
        }

        Commit(18, LiveMoment.Stepped);
        Assert.InRange(_window.Start, AudioFormat.SampleRate, AudioFormat.ToSamples(18));
        var draft = _decoder.Draft!;
        Assert.InRange(draft.Known, 5, draft.Tokens.Count - 1);
        Assert.Equal(Enumerable.Range(draft.Tokens[0], draft.Tokens.Count), draft.Tokens);
    }

    [Fact]
    public void Speech_behind_which_nothing_follows_what_is_known_is_decoded_from_the_beginning()
    {
        Commit(3, LiveMoment.Stepped);
        var final = _window.Held.Count;
        _decoder.SaysNoMoreThanIsKnown = true;
        Commit(4.5, LiveMoment.Stepped);
        Assert.True(_window.Held.Count > final);
        Assert.Equal(Enumerable.Range(1, _window.Held.Count).Select(number => $"w{number}"), _window.Held.Select(word => word.Text));
    }

    private void Commit(double end, LiveMoment moment) => _window.Commit(Speech(end), Options, moment, CancellationToken.None);

    private void Look(double end) => _window.Look(Speech(end), Options, CancellationToken.None);

    private static HeardSpeech Speech(double seconds)
    {
        var audio = Audio.AsMemory(0, (int)AudioFormat.ToSamples(seconds));
        var frames = audio.Length / IVoiceActivityDetector.FrameLength;
        return new HeardSpeech(0, audio, Enumerable.Repeat(1f, frames).ToArray(), audio.Length, Options.Endpoint.SilenceThreshold);
    }

    /// <summary>A token a word, and its number for the token.</summary>
    private sealed class DraftedDecoder : IUtteranceDecoder
    {
        private readonly BurstDecoder _decoder = new();

        public Hypothesis? Draft { get; private set; }

        public bool SaysNoMoreThanIsKnown { get; set; }

        public Hypothesis Decode(ReadOnlyMemory<float> audio, Hypothesis? draft, CancellationToken cancellationToken)
        {
            Draft = draft;
            var heard = _decoder.Decode(audio, draft, cancellationToken);
            heard = SaysNoMoreThanIsKnown && draft is { Known: > 0 } ? heard with { Words = [.. heard.Words.Take(draft.Known)] } : heard;
            return heard with
            {
                Tokens = [.. heard.Words.Select(word => int.Parse(word.Text[1..], System.Globalization.CultureInfo.InvariantCulture))],
                TokenStarts = [.. heard.Words.Select(word => word.Start)],
                Known = draft?.Known ?? 0,
            };
        }
    }
}
