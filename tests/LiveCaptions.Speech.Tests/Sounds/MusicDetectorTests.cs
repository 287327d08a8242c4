using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Sounds;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Tests.Sounds;

public sealed class MusicDetectorTests
{
    private static readonly double[] Melody = [262, 330, 392, 523, 440, 349, 294, 392];

    [Fact]
    public void Melody_is_music_from_its_beginning_to_its_end()
    {
        var music = Assert.Single(Hear(Silence(3), Notes(12, Melody), Silence(8)));
        Assert.Equal(SoundKind.Music, music.Kind);
        Assert.InRange(AudioFormat.ToSeconds(music.Start), 2.5, 4.5);
        Assert.InRange(AudioFormat.ToSeconds(music.End), 14, 17);
    }

    [Fact]
    public void Positions_are_the_tracks() =>
        Assert.Equal(Assert.Single(Hear(Notes(10, Melody))).Start + 1_000_000, Assert.Single(Hear(1_000_000, Notes(10, Melody))).Start);

    [Fact]
    public void Music_that_goes_on_to_the_end_ends_there() =>
        Assert.InRange(AudioFormat.ToSeconds(Assert.Single(Hear(Notes(10, Melody))).End), 8.9, 10);

    [Fact]
    public void Music_ends_before_somebody_speaks_and_goes_on_behind()
    {
        var heard = Hear(Notes(8, Melody), Speech(2), Notes(8, Melody));
        Assert.Equal(2, heard.Count);
        Assert.InRange(AudioFormat.ToSeconds(heard[0].End), 6, 7.6);
        Assert.InRange(AudioFormat.ToSeconds(heard[1].Start), 9.9, 12);
    }

    [Fact]
    public void Soft_passage_does_not_part_music() => Assert.Single(Hear(Notes(10, Melody), Silence(1), Notes(10, Melody)));

    [Theory]
    [InlineData(4.5, 1)] // too short
    [InlineData(12, 0.005)] // too quiet
    public void Melody_that_is_hardly_there_is_none(double seconds, double loudness) =>
        Assert.Empty(Hear([.. Notes(seconds, Melody).Select(sample => (float)(sample * loudness))]));

    [Fact]
    public void Silence_noise_hum_tones_and_signals_are_no_music()
    {
        var random = new Random(1);
        Assert.Empty(Hear(Silence(20)));
        Assert.Empty(Hear(Make(20, _ => random.NextDouble() - 0.5)));
        Assert.Empty(Hear(Make(20, t => Enumerable.Range(1, 8).Sum(n => 0.1 / n * Math.Sin(2 * Math.PI * 50 * n * t)))));
        Assert.Empty(Hear(Notes(20, [440])));
        Assert.Empty(Hear(Notes(20, [440, 580]))); // a siren of two tones
        Assert.Empty(Hear(Make(20, t => 0.3 * Math.Sin(2 * Math.PI * (300 + (40 * t)) * t)))); // a glide
        // a siren that wails
        Assert.Empty(Hear(Make(20, t => 0.3 * Math.Sin((2 * Math.PI * 900 * t) - (600 * Math.Cos(2 * Math.PI * 0.25 * t))))));
        Assert.Empty(Hear(Make(20, t => t % 1 < 0.001 ? 0.9 : 0))); // clicks
    }

    private static List<SoundEvent> Hear(params (float[] Samples, float Speech)[] parts) => Hear(0, parts);

    private static List<SoundEvent> Hear(params float[][] parts) => Hear(0, [.. parts.Select(samples => (samples, 0.05f))]);

    private static List<SoundEvent> Hear(float[] first, (float[] Samples, float Speech) second, float[] third) =>
        Hear(0, (first, 0.05f), second, (third, 0.05f));

    private static List<SoundEvent> Hear(long start, float[] samples) => Hear(start, (samples, 0.05f));

    private static List<SoundEvent> Hear(long start, params (float[] Samples, float Speech)[] parts)
    {
        var detector = new MusicDetector();
        var heard = new List<SoundEvent?>();
        foreach (var (samples, speech) in parts)
        {
            for (var at = 0; at + IVoiceActivityDetector.FrameLength <= samples.Length; at += IVoiceActivityDetector.FrameLength)
            {
                heard.Add(detector.Next(start, samples.AsSpan(at, IVoiceActivityDetector.FrameLength), speech));
                start += IVoiceActivityDetector.FrameLength;
            }
        }

        return [.. heard.Append(detector.Finish()).OfType<SoundEvent>()];
    }

    private static (float[] Samples, float Speech) Speech(double seconds) =>
        (Make(seconds, t => 0.3 * Math.Sin(2 * Math.PI * 150 * t)), 0.9f);

    private static float[] Silence(double seconds) => new float[AudioFormat.ToSamples(seconds)];

    /// <summary>Notes of half a second with three overtones, as a pipe has them.</summary>
    private static float[] Notes(double seconds, double[] hertz) => Make(
        seconds, t => Enumerable.Range(1, 3).Sum(n => 0.2 / n * Math.Sin(2 * Math.PI * hertz[(int)(t / 0.5) % hertz.Length] * n * t)));

    private static float[] Make(double seconds, Func<double, double> wave) =>
        [.. Enumerable.Range(0, (int)AudioFormat.ToSamples(seconds)).Select(i => (float)wave(i / (double)AudioFormat.SampleRate))];
}
