using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Tests.Diarization;

/// <summary>Utterances of made-up voices: noise with a tone that comes and goes, like syllables.</summary>
internal static class Voices
{
    public const double Low = 300;
    public const double High = 2500;

    /// <summary>Tones one after the other; 0 Hz is a pause.</summary>
    public static HeardUtterance Utterance(params (double Hertz, double Seconds)[] parts)
    {
        var random = new Random(1);
        var (audio, speech) = (new List<float>(), new List<float>());
        foreach (var (hertz, seconds) in parts)
        {
            var frames = (int)Math.Round(seconds * AudioFormat.SampleRate / IVoiceActivityDetector.FrameLength);
            speech.AddRange(Enumerable.Repeat(hertz > 0 ? 0.9f : 0.1f, frames));
            audio.AddRange(
                Enumerable.Range(audio.Count, frames * IVoiceActivityDetector.FrameLength).Select(t => Sample(hertz, t, random)));
        }

        return new HeardUtterance(0, 0, long.MaxValue, audio.ToArray(), speech, EncoderFeatures.None);
    }

    private static float Sample(double hertz, int t, Random random)
    {
        var loud = hertz > 0 && t / 1600 % 2 == 0 ? 0.3 : 0;
        return (float)((loud * Math.Sin(2 * Math.PI * hertz * t / AudioFormat.SampleRate)) + (0.02 * (random.NextDouble() - 0.5)));
    }
}
