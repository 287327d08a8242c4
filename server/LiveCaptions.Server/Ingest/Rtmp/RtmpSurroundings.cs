using LiveCaptions.Server.Limits;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>What every RTMP connection uses.</summary>
internal sealed record RtmpSurroundings(IngestGate Gate, KeyGuesses Guesses, RtmpOptions Options, IngestOptions Ingest, TimeProvider Time, ILogger Logger);
