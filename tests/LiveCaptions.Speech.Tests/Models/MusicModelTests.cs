using LiveCaptions.Speech.Inference;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech.Sounds;
using LiveCaptions.Speech.Vad;

namespace LiveCaptions.Speech.Tests.Models;

/// <summary>Music in real clips, with the real voice activity detector.</summary>
public sealed class MusicModelTests
{
    /// <summary>What of the clips without speech is music that is played for 5 s and not sung over, or beaten alone.</summary>
    private static readonly string[] Played = ["visqol-harpsichord.flac", "visqol-ravel.flac"];

    [Fact]
    public async Task Instruments_are_music_and_other_sounds_are_none() => Assert.Equal(Played, await MusicalAsync("noise"));

    [Theory]
    [InlineData("asr")]
    [InlineData("diarization")]
    public async Task Speech_is_no_music(string corpus) => Assert.Empty(await MusicalAsync(corpus));

    private static async Task<List<string>> MusicalAsync(string corpus)
    {
        var folder = Path.Combine(Repository.SharedData, corpus, "audio");
        Assert.SkipUnless(Directory.Exists(folder), $"There is no {folder}.");
        using var model = SileroVad.Load(await File.ReadAllBytesAsync(Path.Combine(Repository.Models, "silero-vad", "silero_vad_v6.onnx")));
        var musical = new List<string>();
        foreach (var clip in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            if (Hear(model, await Audio.ReadAsync(clip)).Any())
            {
                musical.Add(Path.GetFileName(clip));
            }
        }

        return musical;
    }

    private static IEnumerable<SoundEvent> Hear(OnnxModel model, float[] samples)
    {
        var (vad, detector, heard) = (new SileroVad(model), new MusicDetector(), new List<SoundEvent?>());
        for (var at = 0; at + IVoiceActivityDetector.FrameLength <= samples.Length; at += IVoiceActivityDetector.FrameLength)
        {
            var frame = samples.AsSpan(at, IVoiceActivityDetector.FrameLength);
            heard.Add(detector.Next(at, frame, vad.Next(frame)));
        }

        return heard.Append(detector.Finish()).OfType<SoundEvent>();
    }
}
