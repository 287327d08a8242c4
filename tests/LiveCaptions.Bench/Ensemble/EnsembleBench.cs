using LiveCaptions.Server.Commands.Transcribe;
using LiveCaptions.Server.Publishing.SecondPass;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Ensemble;
using LiveCaptions.Speech.Recognition;

namespace LiveCaptions.Bench.Ensemble;

/// <summary>Each clip by one engine, by another, and as they vote, by the settings that the second pass begins with.</summary>
internal sealed class EnsembleBench(SpeechEngine lead, SpeechEngine other, SecondPassOptions options, TimeProvider time)
{
    private readonly TranscribeRequest _request = new() { Inputs = [], OutputFolder = "", Formats = [], Diarization = false };

    public async Task<EnsembleFigures> RunAsync(IReadOnlyList<BenchClip> clips, CancellationToken cancellationToken)
    {
        var (first, firstCpu) = await HearAsync(lead, clips, cancellationToken);
        var (second, secondCpu) = await HearAsync(other, clips, cancellationToken);
        var voting = new CpuUse(time);
        var voted = clips.Select((clip, at) => new VotedClip(
            clip, WordsOf(first[at]), WordsOf(second[at]), Vote(first[at], [(other, second[at])]), Vote(first[at], []))).ToList();
        var votingCpu = voting.CpuSeconds;
        var chosen = SpeakerHalves.Take(clips, SpeakerHalves.Chosen).ToHashSet();
        var audio = clips.Sum(clip => clip.Duration);
        return new EnsembleFigures(
            Math.Round(audio, 3),
            HalfFigures.Of([.. voted.Where(clip => chosen.Contains(clip.Clip))]),
            HalfFigures.Of([.. voted.Where(clip => !chosen.Contains(clip.Clip))]),
            HalfFigures.Of(voted),
            Math.Round(firstCpu / audio, 4), Math.Round(secondCpu / audio, 4), Math.Round(votingCpu / audio, 6));
    }

    private async Task<(IReadOnlyList<Transcript>[] Finals, double CpuSeconds)> HearAsync(
        SpeechEngine engine, IReadOnlyList<BenchClip> clips, CancellationToken cancellationToken)
    {
        var use = new CpuUse(time);
        var heard = new IReadOnlyList<Transcript>[clips.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, clips.Count, parallel, async (at, stop) => await clips[at].ReadAsync(async () =>
        {
            var file = await new FileTranscriber(engine, _request, time, Console.Error)
                .HearAsync(clips[at].Path, "clip", journals: [null], new SilentProgress(), stop);
            heard[at] = file.Tracks[0].Finals;
        }));
        return (heard, use.CpuSeconds);
    }

    private EnsembleTranscript Vote(
        IReadOnlyList<Transcript> finals, IReadOnlyList<(SpeechEngine Engine, IReadOnlyList<Transcript> Finals)> others)
    {
        var name = lead.Recognizer.Name;
        return EnsembleTranscript.Of(
            new EngineFinals(name, options.WeightOf(name, leads: true), finals),
            [.. others.Select(one => new EngineWords(
                one.Engine.Recognizer.Name, options.WeightOf(one.Engine.Recognizer.Name, leads: false), WordsOf(one.Finals)))],
            options.Vote);
    }

    private static IReadOnlyList<Word> WordsOf(IEnumerable<Transcript> finals) => [.. finals.SelectMany(final => final.Words)];
}
