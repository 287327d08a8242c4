using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Sessions;

/// <summary>How long sessions live and how much they may take.</summary>
public sealed class SessionOptions
{
    /// <summary>Seconds that a publisher who went away without <c>close</c> has to come back.</summary>
    [Range(0, 86_400)]
    public double GraceSeconds { get; set; } = 60;

    /// <summary>Longest recording of one track in hours: bounds the disk that a session takes (115 MB an hour).</summary>
    [Range(0.001, 1_000)]
    public double MaxRecordingHours { get; set; } = 12;

    /// <summary>Audio tracks of one session.</summary>
    [Range(1, 64)]
    public int MaxTracks { get; set; } = 8;

    /// <summary>
    /// Finals of one session, deleted ones too, up to which people may add some: each change by a file or a search reads all.
    /// </summary>
    [Range(1, 10_000_000)]
    public int MaxFinals { get; set; } = 200_000;

    /// <summary>Live streams the server takes at once; 0 takes what the engine measured at start.</summary>
    [Range(0, 100_000)]
    public int MaxStreams { get; set; }

    /// <summary>
    /// Seconds of lag of any live stream above which no new one is taken. Streams sent faster than real time do not count.
    /// </summary>
    [Range(1, 3_600)]
    public double MaxLagSeconds { get; set; } = 30;

    /// <summary>Seconds that <c>finish</c> waits for the last finals before it answers 202 instead of 200.</summary>
    [Range(0, 3_600)]
    public double FinishWaitSeconds { get; set; } = 25;

    /// <summary>
    /// Seconds that recognition is tried again where it fails on the same audio, before the session fails. The audio is kept; where
    /// it works again before, all of it is transcribed.
    /// </summary>
    [Range(0, 86_400)]
    public double EnginePatienceSeconds { get; set; } = 600;

    /// <summary>Seconds of sound in which nothing is said, after which the publisher is told; 0 never tells.</summary>
    [Range(0, 86_400)]
    public double NoSpeechSeconds { get; set; } = 60;

    /// <summary>Seconds after which a word that was said live becomes final at the latest, where a session does not say it.</summary>
    [Range(SessionSettings.ShortestDelay, SessionSettings.LongestDelay)]
    public double MaxDelaySeconds { get; set; } = 3;

    public TimeSpan Grace => TimeSpan.FromSeconds(GraceSeconds);

    public TimeSpan EnginePatience => TimeSpan.FromSeconds(EnginePatienceSeconds);

    public TimeSpan FinishWait => TimeSpan.FromSeconds(FinishWaitSeconds);
}
