namespace LiveCaptions.Bench.Publishing;

/// <summary>What <see cref="PublishingBench"/> found.</summary>
public sealed record PublishingFigures : IBenchFigures
{
    public required double AudioSeconds { get; init; }

    public required double SecondsPerHour { get; init; }

    public required double CpuSecondsPerAudioSecond { get; init; }

    public required WordErrorRate Live { get; init; }

    public required WordErrorRate Publishing { get; init; }

    public required WordErrorRate Transcribe { get; init; }

    public required IReadOnlyList<PublishedSession> Sessions { get; init; }

    public static PublishingFigures Of(IReadOnlyList<PublishedSession> sessions)
    {
        var audio = sessions.Sum(session => session.AudioSeconds);
        return new PublishingFigures
        {
            AudioSeconds = Math.Round(audio, 1),
            SecondsPerHour = Math.Round(sessions.Sum(session => session.Seconds) / audio * 3600, 1),
            CpuSecondsPerAudioSecond = Math.Round(sessions.Sum(session => session.CpuSeconds) / audio, 4),
            Live = sessions.Aggregate(WordErrorRate.None, (sum, session) => sum + session.Live),
            Publishing = sessions.Aggregate(WordErrorRate.None, (sum, session) => sum + session.Publishing),
            Transcribe = sessions.Aggregate(WordErrorRate.None, (sum, session) => sum + session.Transcribe),
            Sessions = sessions,
        };
    }

    public IEnumerable<FigureRow> ToRows()
    {
        var worst = Sessions.MaxBy(session => session.WorseThanLive);
        return
        [
            FigureRow.Number(
                "audio", AudioSeconds, "s", Sessions.Count == 1 ? "in one session" : $"of {Sessions.Count} voices, a session each"),
            FigureRow.Number("second pass", SecondsPerHour, "s", "for an hour of audio, one session at a time"),
            FigureRow.Number("CPU", CpuSecondsPerAudioSecond, "s per audio s", "of the whole process"),
            FigureRow.Errors("WER, live", Live),
            FigureRow.Errors("WER, publishing", Publishing),
            FigureRow.Errors("WER, transcribe", Transcribe),
            FigureRow.Percent(
                "worst session", worst?.WorseThanLive ?? 0,
                $"more errors than live, of {worst?.Voice}: {worst?.Publishing.Errors} against {worst?.Live.Errors}"),
        ];
    }
}
