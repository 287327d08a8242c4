namespace LiveCaptions.Bench.Plots;

/// <summary>Which figures stand for which bench; the first that a file has is the one whose history is drawn.</summary>
internal static class HeadlineTable
{
    private const string Cpu = "CPU per second of audio";
    private const string CpuPath = "cpuSecondsPerAudioSecond";

    private static readonly Dictionary<string, Headline[]> All = new(StringComparer.Ordinal)
    {
        ["accuracy"] =
        [
            Percent("word errors", "wer.rate"), Percent("word errors, first condition", "conditions.0.wer.rate"), new(Cpu, CpuPath, "s")
        ],
        ["latency"] =
        [
            new("a word is stable, p95", "stableWord.p95", "s"), new("an utterance is final, p50", "utteranceFinal.p50", "s"),
            Percent("words taken back", "erasure"), new(Cpu, CpuPath, "s"),
        ],
        ["streams"] =
        [
            new("streams held", "held"), new("streams accepted", "accepted"),
            new("recognition behind at most", "lagMax", "s"), new("back to normal", "recoverySeconds", "s"),
        ],
        ["fanout"] =
        [
            new("delay, p99", "delay.p99", "ms"), new("viewers", "viewers"),
            Percent("viewers with every final", "complete"), new("server's CPU per second", "serverCpu", "s"),
        ],
        ["correction"] =
        [
            Milliseconds("a correction is with viewers, p95", "seen.p95"), new("search and replace over all", "replace.answered", "s")
        ],
        ["timing"] =
        [
            Milliseconds("a word's start is off, median", "sureStart.median"), Milliseconds("a word's end is off, median", "sureEnd.median")
        ],
        ["noise"] = [new("words where nobody speaks", "words"), new("CPU live per second of audio", "liveCpuSecondsPerAudioSecond", "s")],
        ["diarization"] =
        [
            Percent("DER when finished", "groups.0.finished.der"), Percent("DER live", "groups.0.online.der"),
            new("label of a cue is stable, p95", "stableLabel.p95", "s"), new(Cpu, CpuPath, "s"),
        ],
        ["emotion"] =
        [
            Percent("seven classes, mean recall, first corpus", "groups.0.seven.uar"),
            new("false labels of calm speech", "calm.falseLabels"), new(Cpu, CpuPath, "s")
        ],
        ["memory"] =
        [
            new("memory idle", "idle", "MiB"), new("memory of a long session at most", "longSession.max", "MiB"),
            new("memory after short sessions", "shortSessions.late", "MiB"),
        ],
        ["files"] = [new("speed", "speed", "× real time"), Percent("growth of memory", "growth")],
        ["changes"] =
        [
            new("times are off at most", "offset.max", "s"), new("marks not found", "missing"), new("memory", "resident", "MiB")
        ],
        ["ingest"] =
        [
            new("WebRTC streams per core", "udp.streamsPerCore"), Milliseconds("first audio, p95", "firstAudio.firstAudio.p95"),
            Percent("word errors by WHIP", "words.paths.1.wer.rate"),
        ],
        ["rtmp"] = [Percent("word errors by RTMP", "paths.1.wer.rate"), Milliseconds("recorded, p95", "paths.1.recorded.p95")],
        ["chromium"] = [Percent("word errors by WHIP", "whipWer.rate"), Milliseconds("first audio, p50", "firstAudio.p50")],
        ["trouble"] = [new("words lost", "runs.*.wordsLost"), new("words too many", "runs.*.wordsTooMany")],
        ["abuse"] = [new("words other than undisturbed", "streams.*.wordsUnlikeQuiet"), new("memory at most", "residentMax", "MiB")],
        ["fuzz"] = [new("crashes", "*.crashes"), new("hangs", "*.hangs"), new("inputs tried", "*.executions")],
    };

    /// <returns>Those that the file has, with their values; empty for a bench that nobody knows here.</returns>
    public static IReadOnlyList<(Headline Headline, double Value)> Of(ResultFile file) =>
        [.. All.GetValueOrDefault(file.Bench, []).Select(one => (one, one.Of(file)))
            .Where(one => one.Item2 is not null).Select(one => (one.one, one.Item2!.Value))];

    private static Headline Percent(string name, string path) => new(name, path, "%", 100);

    private static Headline Milliseconds(string name, string path) => new(name, path, "ms", 1_000);
}
