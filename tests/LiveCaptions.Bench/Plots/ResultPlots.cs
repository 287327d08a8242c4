using System.Text.Json;

namespace LiveCaptions.Bench.Plots;

/// <summary>The plots of the newest figures.</summary>
internal sealed class ResultPlots(ResultSet results)
{
    private static readonly (string Name, double Share)[] Quantiles = [("p50", 50), ("p95", 95), ("p99", 99), ("max", 100)];
    private static readonly char[] Digits = [.. "0123456789"];
    private static readonly string[] LatencyCurves = ["stableWord", "utteranceFinal", "final", "firstShown"];
    private static readonly string[] FanoutCurves = ["delay", "finalDelay", "lastViewer"];

    /// <summary>Of one picture.</summary>
    /// <param name="number">Of the picture in its page.</param>
    private delegate PlotPicture? Drawing(int number);

    /// <returns>Those for which there are figures, numbered from 1.</returns>
    public List<PlotPicture> Draw()
    {
        Drawing[] all =
        [
            .. results.Of("latency").Select<ResultFile, Drawing>(file =>
                number => Curves(file, LatencyCurves, $"Latency of live captions, {file.Engine}", "seconds", number)),
            number => Conditions(number),
            number => Streams(number),
            .. results.Of("fanout").Select<ResultFile, Drawing>(
                file => number => Curves(
                    file, FanoutCurves, $"Delay of messages with {file.Find("viewers"):#,0} viewers of one session",
                    "milliseconds", number)),
            number => Diarization(number),
            number => Cpu(number),
        ];
        var pictures = new List<PlotPicture>();
        foreach (var drawing in all)
        {
            if (drawing(pictures.Count + 1) is { } picture)
            {
                pictures.Add(picture);
            }
        }

        return pictures;
    }

    private static PlotPicture? Curves(ResultFile file, string[] names, string title, string unit, int number)
    {
        var canvas = new PlotCanvas(title, unit, "share that is not later, %");
        var drawn = 0;
        foreach (var name in names)
        {
            var points = Quantiles.Select(q => (X: file.Find($"{name}.{q.Name}"), q.Share)).Where(point => point.X is not null).ToList();
            if (points.Count > 1)
            {
                canvas.AddLine(name, [.. points.Select(point => point.X!.Value)], [.. points.Select(point => point.Share)]);
                drawn++;
            }
        }

        canvas.LimitLeft(45, 102);
        return drawn == 0
            ? null
            : canvas.Finish(
                $"{file.Name}: between the points, which are what was measured "
                + $"({string.Join(", ", Quantiles.Select(q => q.Name))}), nothing is known.",
                number);
    }

    private PlotPicture? Conditions(int number)
    {
        var files = results.Of("accuracy").Where(file => file.List("conditions").Any()).ToList();
        var conditions = files.SelectMany(file => file.List("conditions").Select(NameOf)).Distinct(StringComparer.Ordinal).ToList();
        if (conditions.Count == 0)
        {
            return null;
        }

        var canvas = new PlotCanvas("Word errors by condition", "condition", "word errors, %");
        canvas.AddBars(
            conditions.ConvertAll(Label),
            [.. files.Select(file => (file.Name, conditions.Select(condition => Rate(file, condition)).ToArray()))]);
        return canvas.Finish("Decibels are of speech above noise.", number);

        static string Label(string condition) =>
            condition.TrimEnd(Digits) is var kind && kind.Length < condition.Length ? $"{kind}\n{condition[kind.Length..]} dB" : condition;

        static string NameOf(JsonElement one) => one.GetProperty("condition").GetString()!;

        static double? Rate(ResultFile file, string condition) =>
            file.List("conditions").Where(one => NameOf(one) == condition)
                .Select(one => ResultFile.Find(one, ["wer", "rate"]) * 100).FirstOrDefault();
    }

    private PlotPicture? Streams(int number)
    {
        var files = results.Of("streams").Where(file => file.List("steps").Any()).ToList();
        if (files.Count == 0)
        {
            return null;
        }

        var canvas = new PlotCanvas("Streams at once and how late they are", "streams at once", "seconds");
        foreach (var file in files)
        {
            var steps = file.List("steps").ToList();
            double[] counts = [.. steps.Select(step => ResultFile.Find(step, ["streams"]) ?? 0)];
            canvas.AddLine($"{file.Name}: behind at most", counts, [.. steps.Select(step => ResultFile.Find(step, ["lagMax"]) ?? 0)]);
            canvas.AddLine(
                $"{file.Name}: stable word, p95", counts, [.. steps.Select(step => ResultFile.Find(step, ["stableWord", "p95"]) ?? 0)]);
        }

        canvas.FromZero();
        return canvas.Finish(
            "How far recognition was behind the recording in any stream, and how late a word was shown and not changed any more.", number);
    }

    private PlotPicture? Diarization(int number)
    {
        var groups = results.Of("diarization").SelectMany(file =>
            file.List("groups").Select(group => (Name: $"{Short(file)}\n{group.GetProperty("name").GetString()}", Group: group)))
            .ToList();
        if (groups.Count == 0)
        {
            return null;
        }

        var canvas = new PlotCanvas("Who spoke when: diarization error rate", "recordings", "DER, %");
        canvas.AddBars(
            [.. groups.Select(group => group.Name)],
            [Bars("live", "online"), Bars("finished", "finished"), Bars("one label for all", "oneLabel")]);
        return canvas.Finish("One label for all is what telling nobody apart would give.", number);

        static string Short(ResultFile file) => file.Name.Replace("diarization-", "", StringComparison.Ordinal).Replace('-', '\n');

        (string, double?[]) Bars(string name, string when) =>
            (name, [.. groups.Select(group => ResultFile.Find(group.Group, [when, "der"]) * 100)]);
    }

    private PlotPicture? Cpu(int number)
    {
        var files = results.Files.Where(file => OwnCpu(file) is not null).ToList();
        if (files.Count == 0)
        {
            return null;
        }

        var canvas = new PlotCanvas("Processor time per second of audio", "figures", "CPU, s per s of audio");
        var series = new List<(string, double?[])> { ("LiveCaptions", [.. files.Select(OwnCpu)]) };
        foreach (var peer in files.Select(PeerName).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            series.Add((peer, [.. files.Select(file => PeerName(file) == peer ? file.Find("peer.cpuSecondsPerAudioSecond") : null)]));
        }

        canvas.AddBars([.. files.Select(file => file.Name.Replace('-', '\n'))], series);
        return canvas.Finish("Of the whole process; of latency and diarization with publishers and viewers.", number);
    }

    private static double? OwnCpu(ResultFile file) =>
        file.Find("cpuSecondsPerAudioSecond") ?? file.Find("conditions.0.cpuSecondsPerAudioSecond");

    private static string? PeerName(ResultFile file) =>
        file.Figures.TryGetProperty("peer", out var peer)
        && peer.ValueKind == JsonValueKind.Object && peer.TryGetProperty("name", out var name)
            ? name.GetString()
            : null;
}
