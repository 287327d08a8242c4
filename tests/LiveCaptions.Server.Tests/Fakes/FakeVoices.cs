using LiveCaptions.Speech;
using LiveCaptions.Speech.Diarization;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Tests.Fakes;

/// <summary>Knows the voices of <see cref="FakeSpeech"/>: words 1 to 9 are one's, 11 to 19 another's, and so on. An utterance is of one voice.</summary>
public sealed class FakeVoices(string space = "fake/1") : IVoiceFinder
{
    private const int Dimensions = 8;

    public VoiceModel Model { get; } = new(space, [.. Enumerable.Repeat(4f, Dimensions)]);

    public IReadOnlyList<VoicePiece> Find(HeardUtterance utterance)
    {
        var loud = utterance.Audio.Span.IndexOfAnyExcept(0f);
        if (loud < 0)
        {
            return [];
        }

        var vector = new float[Dimensions];
        vector[FakeSpeech.WordOf(utterance.Audio.Span[loud]) / 10] = 8;
        return [.. Enumerable.Range(0, utterance.Audio.Length / AudioFormat.SampleRate)
            .Select(second => utterance.Start + (second * (long)AudioFormat.SampleRate))
            .Select(start => new VoicePiece(start, start + AudioFormat.SampleRate, 1, vector))];
    }
}
