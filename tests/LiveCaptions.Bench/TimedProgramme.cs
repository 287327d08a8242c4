using LiveCaptions.Media.Codecs;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench;

/// <summary>Clips cut to their speech and joined by faint noise, so that it is known where first words begin and last words end.</summary>
/// <param name="Audio">To be recognised.</param>
/// <param name="Clips">In their order; without those that cannot be cut, because nothing stands out.</param>
public sealed record TimedProgramme(Programme Audio, IReadOnlyList<TimedClip> Clips)
{
    // Nobody hears it, but it is no digital silence, which no microphone gives.
    private const int NoisePeak = 3;
    private const double Margin = 0.02;
    private const double SureWithin = 0.06;

    /// <param name="gap">Seconds of noise before and behind each clip.</param>
    /// <exception cref="MediaReadException">A clip cannot be read.</exception>
    public static async Task<TimedProgramme> JoinAsync(IReadOnlyList<BenchClip> clips, double gap, CancellationToken cancellationToken)
    {
        var noise = new WhiteNoise();
        var samples = new List<short>(noise.Next(AudioFormat.ToSamples(gap), NoisePeak));
        var timed = new List<TimedClip>();
        foreach (var clip in clips)
        {
            if (Append(samples, clip.Text, await clip.SamplesAsync(cancellationToken)) is { } added)
            {
                timed.Add(added);
                samples.AddRange(noise.Next(AudioFormat.ToSamples(gap), NoisePeak));
            }
        }

        return new TimedProgramme(new Programme([.. samples], string.Join(' ', timed.Select(clip => clip.Text))), timed);
    }

    private static TimedClip? Append(List<short> programme, string text, short[] clip)
    {
        if (SpeechBounds.Find(clip, SpeechBounds.Drop) is not { } bounds)
        {
            return null;
        }

        var margin = (int)AudioFormat.ToSamples(Margin);
        var from = Math.Max(0, bounds.Start - margin);
        var offset = programme.Count - from;
        programme.AddRange(clip.AsSpan(from, Math.Min(clip.Length, bounds.End + margin) - from));
        var strict = SpeechBounds.Find(clip, SpeechBounds.StrictDrop);
        return new TimedClip(
            text, offset + bounds.Start, offset + bounds.End, IsSure(bounds.Start, strict?.Start), IsSure(bounds.End, strict?.End));
    }

    private static bool IsSure(int position, int? strict) =>
        strict is { } other && Math.Abs(position - other) <= AudioFormat.ToSamples(SureWithin);
}
