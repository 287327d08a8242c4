using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Metrics;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>What recognising a track needs of the program around it.</summary>
/// <param name="Stall">How long an engine may write nothing where another one could go on; 0 for ever.</param>
/// <param name="Hang">How long one at a provider may say nothing of speech that it just answered to; 0 for as long as <paramref
/// name="Stall"/>.</param>
/// <param name="Ready">How long one may take until it is ready to hear; null for as long as it does.</param>
/// <param name="OnSwitch">Told when another engine goes on with the session.</param>
internal sealed record RunnerContext(
    string SessionId, SessionOptions Options, TimeSpan Stall, TimeSpan Hang, TimeSpan? Ready, Action<AudioTrack, EngineSwitch> OnSwitch,
    CaptionMetrics Metrics, TimeProvider Time, ILogger Logger);
