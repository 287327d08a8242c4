using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Tests.Fakes;

/// <summary>
/// Voices of <see cref="FakeSpeech"/>: words below 10 are one's, from 10 on another's, from 20 on a third one's, and so on. Each
/// run of words of one voice is a piece.
/// </summary>
/// <param name="space">Name of the vectors' space.</param>
public sealed class FakeVoices(string space = "fake/1") : IVoiceFinder
{
    private const int Dimensions = 8;

    /// <summary>Called with each utterance: a test may throw here.</summary>
    public Action<HeardUtterance> BeforeFind { get; init; } = _ => { };

    public VoiceModel Model { get; } = new(space, [.. Enumerable.Repeat(4f, Dimensions)]);

    public IReadOnlyList<VoicePiece> Find(HeardUtterance utterance)
    {
        BeforeFind(utterance);
        var pieces = new List<VoicePiece>();
        var audio = utterance.Audio.Span;
        for (var from = 0; from < audio.Length;)
        {
            var voice = Voice(audio[from]);
            var to = from;
            while (to < audio.Length && Voice(audio[to]) is var next && (next is null || next == voice))
            {
                to++;
            }

            if (voice is { } speaker)
            {
                pieces.Add(new VoicePiece(utterance.Start + from, utterance.Start + to, 1, Vector(speaker)));
            }

            from = to;
        }

        return pieces;
    }

    private static int? Voice(float sample) => sample == 0 ? null : FakeSpeech.WordOf(sample) / 10;

    /// <summary>What stands for a voice.</summary>
    internal static float[] Vector(int voice) => [.. Enumerable.Range(0, Dimensions).Select(i => i == voice ? 12f : 0.1f)];
}
