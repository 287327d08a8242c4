using LiveCaptions.Server.Limits;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Ingest.Rtmp;

/// <summary>What every RTMP connection uses.</summary>
internal sealed record RtmpContext(
    IngestGate Gate, KeyGuesses Guesses, RtmpOptions Options, IOptions<IngestOptions> Ingest, TimeProvider Time, ILogger Logger);
