using LiveCaptions.Server.Import.Links;
using LiveCaptions.Server.Ingest;
using LiveCaptions.Server.Sessions;
using Microsoft.Extensions.Options;
using SessionOptions = LiveCaptions.Server.Sessions.SessionOptions;

namespace LiveCaptions.Server.Import.Live;

/// <summary>What every pull needs of the program around it.</summary>
public sealed class LivePullContext(
    SessionDirectory directory,
    IngestGate gate,
    ImportProgress progress,
    LinkFetcher links,
    TimeProvider time,
    IOptions<ImportOptions> options,
    IOptions<SessionOptions> sessions,
    ILogger<LivePulls> logger)
{
    public SessionDirectory Sessions => directory;

    public IngestGate Gate => gate;

    public ImportProgress Progress => progress;

    public LinkFetcher Links => links;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    /// <summary>Tries for as long as the grace time lets it, and often: what is said meanwhile is lost.</summary>
    public RetryPolicy Retry { get; } = new(time, attempts: int.MaxValue, longest: TimeSpan.FromSeconds(5));

    /// <summary>How long a source may send nothing before it is called again.</summary>
    public TimeSpan Stall => TimeSpan.FromSeconds(options.Value.LiveStallSeconds);

    /// <summary>How long nothing may come before it is given up.</summary>
    public TimeSpan Grace => sessions.Value.Grace;
}
