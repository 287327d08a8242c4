using CsCheck;
using LiveCaptions.Speech.Recognition.Streaming;

namespace LiveCaptions.Speech.Tests.Recognition.Streaming;

public sealed class EndpointerProperties
{
    private const int FrameLength = ProbabilityTrack.FrameLength;

    private static readonly EndpointOptions Options = new()
    {
        SpeechThreshold = 0.5f,
        SilenceThreshold = 0.35f,
        Lead = 0.384,
        Pause = 0.224,
        LongestPause = 0.512,
        ShortestPause = 0.16,
        ShortUtterance = 3,
        LongUtterance = 8,
        MaxUtterance = 14,
    };

    /// <summary>Speech, breaths, doubtful and silent stretches of any length, up to about a minute and a half.</summary>
    private static readonly Gen<ProbabilityTrack> Tracks =
        Gen.Select(
            Gen.OneOf(Gen.Int[1, 8], Gen.Int[1, 40], Gen.Int[1, 600]),
            Gen.OneOf(Gen.OneOf(0f, 0.34f, 0.35f, 0.49f, 0.5f, 1f), Gen.Float[0, 1]))
        .Array[0, 25]
        .Select(runs => ProbabilityTrack.Of(runs));

    [Fact]
    public void Kept_ranges_never_overlap() => Tracks.Sample(
        track =>
        {
            var end = 0L;
            foreach (var (utterance, _) in track.Cut(Options))
            {
                Assert.True(utterance.KeepFrom >= end);
                Assert.True(utterance.KeepFrom >= utterance.Start);
                Assert.True(utterance.End > utterance.KeepFrom);
                end = utterance.End;
            }
        },
        iter: 200);

    [Fact]
    public void All_speech_is_in_some_utterance() => Tracks.Sample(
        track =>
        {
            var kept = new HashSet<long>(track.Cut(Options).SelectMany(u => Frames(u.Utterance)));
            Assert.All(
                Enumerable.Range(0, track.Probabilities.Count).Where(i => track.Probabilities[i] >= Options.SpeechThreshold),
                frame => Assert.Contains(frame, kept));
        },
        iter: 200);

    [Fact]
    public void Utterance_holds_the_tracks_samples_from_its_start_on() => Tracks.Sample(
        track => track.Cut(Options).TrueForAll(u =>
        {
            var first = (int)(u.Utterance.Start / FrameLength);
            var audio = u.Utterance.Audio.Span;
            for (var frame = 0; frame < u.Utterance.Frames; frame++)
            {
                if (audio[frame * FrameLength] != first + frame
                    || audio[((frame + 1) * FrameLength) - 1] != first + frame
                    || u.Utterance.Probabilities[frame] != track.Probabilities[first + frame])
                {
                    return false;
                }
            }

            return audio.Length == u.Utterance.Frames * FrameLength;
        }),
        iter: 100);

    [Fact]
    public void No_utterance_is_longer_than_allowed() => Tracks.Sample(
        track => track.Cut(Options).TrueForAll(u => u.Utterance.Frames <= Options.Frames(Options.MaxUtterance)),
        iter: 100);

    [Fact]
    public void Cuts_do_not_depend_on_the_backlog() => Gen.Select(Tracks, Gen.Int).Sample(
        (track, seed) =>
        {
            var random = new Random(seed);
            Assert.Equal(
                track.Cut(Options).Select(u => (u.At, u.Utterance.Start, u.Utterance.KeepFrom, u.Utterance.End)),
                track.Cut(Options, _ => random.NextInt64(0, 1_000_000))
                    .Select(u => (u.At, u.Utterance.Start, u.Utterance.KeepFrom, u.Utterance.End)));
        },
        iter: 100);

    [Fact]
    public void Pause_that_ends_shrinks_with_the_utterance()
    {
        var pauses = Enumerable.Range(1, 600).Select(Options.EndSilence).ToList();
        Assert.Equal(pauses.OrderDescending(), pauses);
        Assert.Equal(Options.Frames(Options.LongestPause), pauses[0]);
        Assert.Equal(Options.Frames(Options.ShortestPause), pauses[^1]);
    }

    private static IEnumerable<long> Frames(Utterance utterance)
    {
        for (var frame = utterance.KeepFrom / FrameLength; frame < utterance.End / FrameLength; frame++)
        {
            yield return frame;
        }
    }
}
