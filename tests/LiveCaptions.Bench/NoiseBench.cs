using LiveCaptions.Server.Transcribing;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;
using LiveCaptions.Speech;

namespace LiveCaptions.Bench;

/// <summary>Recordings in which nobody speaks, and long silence, by the live way (with interims) and by that of transcribe.</summary>
public sealed class NoiseBench(SpeechEngine engine, TimeProvider time)
{
    private const double LongSeconds = 600;

    // About 65 dB below full scale
    private const int FaintPeak = 32;

    /// <param name="clips">In which nobody speaks.</param>
    /// <param name="realTime">The live way hears the clips at the pace of speech, all at once, so that interims have their time;
    /// else as fast as it goes.</param>
    public async Task<NoiseFigures> RunAsync(IReadOnlyList<BenchClip> clips, bool realTime, CancellationToken cancellationToken)
    {
        var noises = await ReadAsync(clips, cancellationToken);
        var (live, liveCpu) = await MeasureAsync(noises, interims: true, realTime, cancellationToken);
        var (transcribed, transcribeCpu) = await MeasureAsync(noises, interims: false, realTime: false, cancellationToken);
        var found = noises.Select((noise, index) => Compare(noise.Id, live[index], transcribed[index]))
            .Where(clip => clip.Count() > 0).ToList();
        var audio = noises.Sum(noise => noise.Audio.Duration);
        return new NoiseFigures
        {
            Clips = noises.Count,
            AudioSeconds = Math.Round(audio, 3),
            ClipsWithWords = found.Count,
            Words = found.Sum(clip => clip.Count()),
            LiveCpuSecondsPerAudioSecond = Math.Round(liveCpu / audio, 4),
            TranscribeCpuSecondsPerAudioSecond = Math.Round(transcribeCpu / audio, 4),
            Worst = [.. found.OrderByDescending(clip => clip.Count())],
        };
    }

    private static async Task<List<Noise>> ReadAsync(IReadOnlyList<BenchClip> clips, CancellationToken cancellationToken)
    {
        var length = AudioFormat.ToSamples(LongSeconds);
        var noises = new List<Noise>
        {
            new("digital silence", new Programme(new short[length], ""), IsLong: true),
            new("faint white noise", new Programme(new WhiteNoise().Next(length, FaintPeak), ""), IsLong: true),
        };
        foreach (var clip in clips)
        {
            noises.Add(new Noise(clip.Id, new Programme(await clip.SamplesAsync(cancellationToken), ""), IsLong: false));
        }

        return noises;
    }

    private static NoiseClip Compare(string id, List<Transcript> live, List<Transcript> transcribed) => new(
        id,
        live.Where(transcript => !transcript.IsFinal).GroupBy(transcript => transcript.Utterance)
            .Sum(utterance => utterance.Max(interim => interim.Words.Count)),
        live.Where(transcript => transcript.IsFinal).Sum(final => final.Words.Count),
        transcribed.Sum(final => final.Words.Count),
        string.Join(
            ' ', live.Concat(transcribed).FirstOrDefault(transcript => transcript.Words.Count > 0)?.Words.Select(word => word.Text) ?? []));

    private async Task<(List<Transcript>[] Said, double CpuSeconds)> MeasureAsync(
        List<Noise> noises, bool interims, bool realTime, CancellationToken cancellationToken)
    {
        var use = new CpuUse(time);
        var together = new Task<List<Transcript>>[noises.Count];
        for (var i = 0; i < noises.Count; i++)
        {
            var paced = realTime && !noises[i].IsLong;
            together[i] = RecogniseAsync(noises[i].Audio, interims, paced, cancellationToken);
            if (!paced)
            {
                await together[i];
            }
        }

        return (await Task.WhenAll(together), use.CpuSeconds);
    }

    private async Task<List<Transcript>> RecogniseAsync(Programme audio, bool interims, bool paced, CancellationToken cancellationToken)
    {
        await using var reader = new ProgrammeReader(audio);
        var media = new MediaSource(reader);
        IAudioSource source = paced ? new RealTimePace(media, time) : media;
        await using var pipeline = engine.CreatePipeline(new RecognizerStreamOptions { Interims = interims });
        return await pipeline.RunAsync(source, cancellationToken).ToListAsync(cancellationToken);
    }

    private sealed record Noise(string Id, Programme Audio, bool IsLong);
}
