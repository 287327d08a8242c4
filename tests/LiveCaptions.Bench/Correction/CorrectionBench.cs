using System.Net.Http.Json;
using System.Text.Json;
using LiveCaptions.Captions;
using LiveCaptions.Captions.Cues;

namespace LiveCaptions.Bench.Correction;

/// <summary>One person corrects a long session by the API while others watch it by the hub, all in this process.</summary>
internal sealed class CorrectionBench(BenchServer server, TimeProvider time)
{
    /// <summary>Of each cue's words, so that all cues are changed.</summary>
    private const string Word = "words";

    private const int WarmUps = 10;

    public async Task<CorrectionFigures> RunAsync(int cues, int viewers, int rounds, CancellationToken cancellationToken)
    {
        var session = await server.AddLongSessionAsync(cues, time);
        var path = $"api/sessions/{session}";
        var watching = new List<CorrectionViewer>();
        try
        {
            for (var i = 0; i < viewers; i++)
            {
                watching.Add(await CorrectionViewer.ConnectAsync(server.Http.BaseAddress!, session, time, cancellationToken));
            }

            var (stored, seen) = (new List<double>(), new List<double>());
            var use = new CpuUse(time);
            for (var round = -WarmUps; round < rounds; round++)
            {
                var number = 1 + (((round + WarmUps) * 7_919) % cues);
                var (answered, arrived) = await CorrectAsync(path, $"c{number}", round, watching, cancellationToken);
                use = round == -1 ? new CpuUse(time) : use;
                if (round >= 0)
                {
                    stored.Add(answered);
                    seen.Add(arrived);
                }
            }

            var cpu = use.CpuSeconds / rounds;
            var replace = await StepAsync(
                $"{path}/cues/replace", new { find = Word, replace = "terms", wholeWords = true }, path, watching, cancellationToken);
            var undo = await StepAsync($"{path}/undo", new { }, path, watching, cancellationToken);
            var redo = await StepAsync($"{path}/redo", new { }, path, watching, cancellationToken);
            return new CorrectionFigures
            {
                Cues = cues,
                Viewers = viewers,
                Stored = Distribution.Of(stored),
                Seen = Distribution.Of(seen),
                CpuSeconds = Math.Round(cpu, 4),
                Replace = replace,
                Undo = undo,
                Redo = redo,
            };
        }
        finally
        {
            foreach (var viewer in watching)
            {
                await viewer.DisposeAsync();
            }
        }
    }

    /// <returns>Seconds until the answer, and until the last viewer had it.</returns>
    private async Task<(double Answered, double Arrived)> CorrectAsync(
        string path, string cueId, int round, List<CorrectionViewer> viewers, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        using var response = await server.Http.PatchAsJsonAsync(
            $"{path}/cues/{cueId}", new { text = $"{Word} put right in round {round}" }, cancellationToken);
        var cue = (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Cue>(CaptionJson.Options, cancellationToken))!;
        var answered = time.GetElapsedTime(start).TotalSeconds;
        return (answered, await ArrivedAsync(start, cue.Seq, viewers, cancellationToken));
    }

    private async Task<CorrectionStep> StepAsync(
        string address, object request, string path, List<CorrectionViewer> viewers, CancellationToken cancellationToken)
    {
        var (start, use) = (time.GetTimestamp(), new CpuUse(time));
        using var response = await server.Http.PostAsJsonAsync(address, request, cancellationToken);
        var answer = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        var (answered, cpu) = (time.GetElapsedTime(start).TotalSeconds, use.CpuSeconds);
        var last = (await server.Http.GetFromJsonAsync<List<Cue>>(
            $"{path}/cues?before={int.MaxValue}&limit=1", CaptionJson.Options, cancellationToken))!;
        var arrived = await ArrivedAsync(start, last[^1].Seq, viewers, cancellationToken);
        return new CorrectionStep(
            answer.GetProperty("cues").GetInt32(), Math.Round(answered, 3), Math.Round(cpu, 3), Math.Round(arrived, 3));
    }

    private async Task<double> ArrivedAsync(long start, long seq, List<CorrectionViewer> viewers, CancellationToken cancellationToken)
    {
        var arrivals = await Task.WhenAll(viewers.Select(viewer => viewer.ArrivalAsync(seq, cancellationToken)));
        return time.GetElapsedTime(start, arrivals.Max()).TotalSeconds;
    }
}
