using System.Net.Http.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Speakers;
using LiveCaptions.Clients;
using LiveCaptions.Server.Api;

namespace LiveCaptions.Bench.Diarization;

/// <summary>Every recording published to the real server as a live session: twice, the first time with speakers not told apart.</summary>
/// <param name="realTime">One after the other at the pace of speech; else as fast as the server takes them, as many at once as there
/// are cores, which those of one speaker are anyway.</param>
public sealed class DiarizationBench(BenchServer server, bool realTime, TimeProvider time)
{
    /// <param name="clips">At least one.</param>
    /// <param name="single">In which one person speaks; may be none.</param>
    public async Task<DiarizationFigures> RunAsync(
        IReadOnlyList<DiarizationClip> clips, IReadOnlyList<BenchClip> single, CancellationToken cancellationToken)
    {
        List<BenchClip> audio = [.. clips.Select(clip => clip.Audio)];

        // The first session of a process also compiles what it runs, which at the pace of speech is more: it counts for neither.
        await PublishAsync(audio.MinBy(clip => clip.Duration)!, diarization: null, realTime, cancellationToken);
        var (_, without) = await PublishAllAsync(audio, diarization: false, realTime, cancellationToken);
        var (made, with) = await PublishAllAsync(audio, diarization: null, realTime, cancellationToken);
        var (ofOne, _) = await PublishAllAsync(single, diarization: null, paced: false, cancellationToken);
        return DiarizationFigures.Of([.. clips.Zip(made)], ofOne, with, without, realTime);
    }

    private async Task<(LabelledRecording[] Made, double CpuSeconds)> PublishAllAsync(
        IReadOnlyList<BenchClip> clips, bool? diarization, bool paced, CancellationToken cancellationToken)
    {
        var use = new CpuUse(time);
        var made = new LabelledRecording[clips.Count];
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = paced ? 1 : Environment.ProcessorCount,
            CancellationToken = cancellationToken
        };
        await Parallel.ForAsync(
            0, clips.Count, parallel, async (index, stop) => made[index] = await PublishAsync(clips[index], diarization, paced, stop));
        return (made, use.CpuSeconds);
    }

    /// <param name="diarization">Null leaves it to the server.</param>
    private async Task<LabelledRecording> PublishAsync(BenchClip clip, bool? diarization, bool paced, CancellationToken cancellationToken)
    {
        var samples = await clip.SamplesAsync(cancellationToken);
        var session = await server.MakeSessionAsync(cancellationToken, diarization);
        using var viewer = await CueViewer.ConnectAsync(server.Http, session.Id, time, cancellationToken);
        using var publisher = await PacedPublisher.ConnectAsync(session, time, cancellationToken)
            ?? throw new InvalidOperationException("The server is full.");
        var watching = viewer.WatchAsync(cancellationToken);
        await publisher.SpeakAsync(samples, cancellationToken, paced);
        await publisher.UntilClosedAsync();
        await watching; // ends with the session
        return new LabelledRecording(viewer.ArrivalsSince(publisher.Start), await FinalsAsync(session, cancellationToken), await TurnsAsync(
            session, cancellationToken));
    }

    private async Task<IReadOnlyList<Cue>> FinalsAsync(CreatedSession session, CancellationToken cancellationToken) =>
        (await server.Http.GetFromJsonAsync<Export>(
            $"api/sessions/{session.Id}/captions.json", CaptionJson.Options, cancellationToken))!.Cues;

    private async Task<IReadOnlyList<SpeakerTurn>> TurnsAsync(CreatedSession session, CancellationToken cancellationToken) =>
        RttmFile.Parse(
            await server.Http.GetStringAsync($"api/sessions/{session.Id}/captions.rttm", cancellationToken), $"session {session.Id}");

    private sealed record Export(IReadOnlyList<Cue> Cues);
}
