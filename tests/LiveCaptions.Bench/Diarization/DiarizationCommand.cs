using System.CommandLine;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Bench.Diarization;

/// <summary><c>bench diarization</c></summary>
internal static class DiarizationCommand
{
    public static Command Create(Func<SpeechEngineOptions, CancellationToken, Task<SpeechEngine>> load, TimeProvider time)
    {
        var options = new BenchOptions(seconds: null, folder: DiarizationCorpus.DefaultFolder);
        var single = new Option<string?>("--single")
        {
            Description = "Folder of recordings in which one person speaks, with a manifest.jsonl: how many of them get one speaker",
            HelpName = "DIR"
        };
        var realTime = new Option<bool>("--real-time")
        {
            Description = "Publish at the pace of speech, one after the other: also tells how soon a new voice has its label"
        };
        var command = new Command(
            "diarization", "How right it is who speaks when, live and when the session is finished, and what that costs")
        {
            single, realTime
        };
        options.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            var clips = DiarizationCorpus.Open(options.Data(result), options.Seconds(result));
            var ofOne = result.GetValue(single) is { } folder ? BenchCorpus.Open(folder).Take(options.Seconds(result)) : [];
            var paced = result.GetValue(realTime);
            var loading = new CpuUse(time);
            await using var server = await BenchServer.StartAsync(options.Engine(result), load, BenchServer.NoLimit, cancellationToken);
            var loaded = LoadFigures.Of(loading);
            await result.InvocationConfiguration.Error.WriteLineAsync(
                $"Publishing {clips.Sum(clip => clip.Audio.Duration):F0} s twice{(paced ? " in real time" : "")}");
            var figures = await new DiarizationBench(server, paced, time).RunAsync(clips, ofOne, cancellationToken);
            options.Report(
                result, server.Engine, loaded, figures, time.GetUtcNow(), ("recordings", clips.Count),
                ("realTime", paced), ("collar", DiarizationScore.Collar), ("single", ofOne.Count));
            return ExitCodes.Done;
        });
        return command;
    }
}
