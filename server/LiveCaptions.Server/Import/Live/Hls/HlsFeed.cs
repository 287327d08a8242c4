using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Import.Links;
using LiveCaptions.Server.Outgoing;

namespace LiveCaptions.Server.Import.Live.Hls;

/// <summary>A stream by HLS (RFC 8216): hears the decoders that an <see cref="HlsCarrier"/> fills, one after the other.</summary>
/// <param name="opened">The playlist as it is now.</param>
/// <param name="patience">For a stream that is to be had whole; null is a live one's.</param>
internal sealed class HlsFeed(GuardedHttp http, HlsLoaded opened, TimeProvider time, RetryPolicy? patience = null) : ILiveFeed
{
    private readonly HlsCarrier _carrier = new(http, opened, time, patience);
    private readonly CancellationTokenSource _stop = new();
    private FfmpegLiveDecoder? _heard;
    private Task<string?>? _carrying;

    public bool IsWhole => _carrier.IsWhole;

    public long? Newest { get; } = opened.Playlist.Next;

    public long? Next => _carrier.Next;

    /// <inheritdoc cref="HlsCarrier.Bytes"/>
    public long Bytes => _carrier.Bytes;

    public string? Complaint { get; private set; }

    public IEnumerable<AudioNotice> Notices => _heard?.Notices ?? [];

    public async ValueTask<int> ReadAsync(Memory<short> samples, CancellationToken cancellationToken)
    {
        _carrying ??= _carrier.RunAsync(_stop.Token);
        while ((_heard ??= await NextDecoderAsync(cancellationToken)) is { } decoder)
        {
            var count = await decoder.ReadAsync(samples, cancellationToken);
            if (count > 0)
            {
                return count;
            }

            Complaint = await decoder.ReasonAsync();
            await decoder.DisposeAsync();
            _heard = null;
        }

        Complaint = await _carrying ?? Complaint;
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _heard?.Kill();
        _carrier.Kill();
        await ((Task?)_carrying ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (_carrier.Decoders.TryRead(out var waiting))
        {
            await waiting.DisposeAsync();
        }

        await (_heard?.DisposeAsync() ?? ValueTask.CompletedTask);
        _stop.Dispose();
    }

    private async ValueTask<FfmpegLiveDecoder?> NextDecoderAsync(CancellationToken cancellationToken) =>
        await _carrier.Decoders.WaitToReadAsync(cancellationToken) && _carrier.Decoders.TryRead(out var decoder) ? decoder : null;
}
