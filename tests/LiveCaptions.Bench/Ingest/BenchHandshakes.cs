using LiveCaptions.Media.WebRtc.Dtls;

namespace LiveCaptions.Bench.Ingest;

/// <summary>Who handshakes of the bench are between, and where they run: both ends apart, as they would be on two machines.</summary>
internal sealed class BenchHandshakes(TimeProvider time) : IDisposable
{
    /// <summary>Of both ends.</summary>
    public DtlsIdentity Identity { get; } = DtlsIdentity.Create(time.GetUtcNow());

    public DtlsHandshakes Servers { get; } = new();

    public DtlsHandshakes Clients { get; } = new();

    public void Dispose()
    {
        Servers.Dispose();
        Clients.Dispose();
    }
}
