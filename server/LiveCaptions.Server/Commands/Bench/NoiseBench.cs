using LiveCaptions.Server.Commands.Transcribe;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Server.Commands.Bench;

/// <summary>Recordings in which nobody speaks, and long silence, by the live way (with interims, but not in real time) and by that of transcribe.</summary>
public sealed class NoiseBench(SpeechEngine engine, TimeProvider time)
{
    private const double LongSeconds = 600;

    // About 65 dB below full scale
    private const int FaintPeak = 32;

    public async Task<NoiseFigures> RunAsync(IReadOnlyList<BenchClip> clips, CancellationToken cancellationToken)
    {
        var noises = await ReadAsync(clips, cancellationToken);
        var (live, liveCpu) = await RecogniseAsync(noises, interims: true, cancellationToken);
        var (transcribed, transcribeCpu) = await RecogniseAsync(noises, interims: false, cancellationToken);
        var found = noises.Select((noise, index) => Compare(noise.Id, live[index], transcribed[index])).Where(clip => clip.Count() > 0).ToList();
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

    private static async Task<List<(string Id, Programme Audio)>> ReadAsync(IReadOnlyList<BenchClip> clips, CancellationToken cancellationToken)
    {
        var length = AudioFormat.ToSamples(LongSeconds);
        var noises = new List<(string Id, Programme Audio)>
        {
            ("digital silence", new Programme(new short[length], "")),
            ("faint white noise", new Programme(new WhiteNoise().Next(length, FaintPeak), "")),
        };
        foreach (var clip in clips)
        {
            noises.Add((clip.Id, new Programme(await clip.SamplesAsync(cancellationToken), "")));
        }

        return noises;
    }

    private static NoiseClip Compare(string id, List<Transcript> live, List<Transcript> transcribed) => new(
        id,
        live.Where(transcript => !transcript.IsFinal).GroupBy(transcript => transcript.Utterance).Sum(utterance => utterance.Max(interim => interim.Words.Count)),
        live.Where(transcript => transcript.IsFinal).Sum(final => final.Words.Count),
        transcribed.Sum(final => final.Words.Count),
        string.Join(' ', live.Concat(transcribed).FirstOrDefault(transcript => transcript.Words.Count > 0)?.Words.Select(word => word.Text) ?? []));

    private async Task<(List<List<Transcript>> Said, double CpuSeconds)> RecogniseAsync(
        List<(string Id, Programme Audio)> noises, bool interims, CancellationToken cancellationToken)
    {
        var use = new CpuUse(time);
        var said = new List<List<Transcript>>();
        foreach (var (_, audio) in noises)
        {
            await using var reader = new ProgrammeReader(audio);
            await using var pipeline = engine.CreatePipeline(new RecognizerStreamOptions { Interims = interims });
            said.Add(await pipeline.RunAsync(new MediaSource(reader), cancellationToken).ToListAsync(cancellationToken));
        }

        return (said, use.CpuSeconds);
    }
}
