using System.Security.Cryptography;
using System.Threading.Channels;
using LiveCaptions.Media;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Hls;
using LiveCaptions.Server.Outgoing;

namespace LiveCaptions.Server.Import.Live.Hls;

/// <summary>
/// A stream by HLS (RFC 8216), from its newest segment on; one that is over, from its first. Playlists, keys and segments are brought here, and only
/// plain bytes of sound reach a decoder: a new one wherever segments stop to belong together.
/// </summary>
internal sealed class HlsFeed : ILiveFeed
{
    private const string Formats = "mpegts,aac,mp3,ac3,eac3,mov";

    /// <summary>Failures in a row that a server may have before its stream counts as broken.</summary>
    private const int MaxFailures = 3;

    private readonly HlsLoader _loader;
    private readonly HlsSegments _segments;
    private readonly HlsPace _pace;
    private readonly CancellationTokenSource _stop = new();

    // The one that is filled may be one ahead of the one that is read.
    private readonly Channel<FfmpegPullDecoder> _decoders = Channel.CreateBounded<FfmpegPullDecoder>(1);
    private readonly TimeProvider _time;
    private HlsLoaded _list;
    private HlsMap? _map;
    private FfmpegPullDecoder? _filled;
    private FfmpegPullDecoder? _read;
    private Task<string?>? _carrying;
    private long _begun;
    private long _next;

    /// <param name="opened">The playlist as it is now.</param>
    public HlsFeed(GuardedHttp http, HlsLoaded opened, TimeProvider time)
    {
        (_list, _time) = (opened, time);
        (_loader, _segments, _pace) = (new HlsLoader(http), new HlsSegments(http), new HlsPace(time));
        Newest = opened.Playlist.Next;
        _next = opened.Playlist.IsOver ? opened.Playlist.First : Math.Max(opened.Playlist.First, opened.Playlist.Next - 1);
    }

    public bool IsWhole => _list.Playlist.IsOver;

    public long? Newest { get; }

    public long? Next => _next;

    public string? Complaint { get; private set; }

    public async ValueTask<int> ReadAsync(Memory<short> samples, CancellationToken cancellationToken)
    {
        _carrying ??= CarryAsync();
        while ((_read ??= await NextDecoderAsync(cancellationToken)) is { } decoder)
        {
            var count = await decoder.ReadAsync(samples, cancellationToken);
            if (count > 0)
            {
                return count;
            }

            Complaint = await decoder.ComplaintAsync();
            await decoder.DisposeAsync();
            _read = null;
        }

        Complaint = await _carrying ?? Complaint;
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _read?.Kill();
        _filled?.Kill();
        await ((Task?)_carrying ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (_decoders.Reader.TryRead(out var waiting))
        {
            await waiting.DisposeAsync();
        }

        await (_read?.DisposeAsync() ?? ValueTask.CompletedTask);
        _stop.Dispose();
    }

    private async ValueTask<FfmpegPullDecoder?> NextDecoderAsync(CancellationToken cancellationToken) =>
        await _decoders.Reader.WaitToReadAsync(cancellationToken) && _decoders.Reader.TryRead(out var decoder) ? decoder : null;

    /// <returns>Why nothing more comes; null at the stream's end, or where the decoder says why.</returns>
    private async Task<string?> CarryAsync()
    {
        try
        {
            while (true)
            {
                await CarryListAsync();
                if (_list.Playlist.IsOver)
                {
                    return null;
                }

                await ReloadAsync();
            }
        }
        catch (Exception exception) when (exception is MediaReadException or HttpRequestException)
        {
            return ShownAddress.Clean(exception.Message);
        }
        catch (CryptographicException)
        {
            return "A segment cannot be deciphered with the key that its playlist names.";
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            return null;
        }
        finally
        {
            _filled?.Complete();
            _decoders.Writer.TryComplete();
        }
    }

    private async Task CarryListAsync()
    {
        foreach (var segment in _list.Playlist.Segments.Where(segment => segment.Number >= _next))
        {
            if (!segment.IsGap)
            {
                await CarryAsync(segment);
            }

            _next = segment.Number + 1;
        }
    }

    private async Task CarryAsync(HlsSegment segment)
    {
        for (var (failures, went) = (0, 0L); ; await Task.Delay(HlsPace.AfterFailure(_list.Playlist), _time, _stop.Token))
        {
            try
            {
                await BeginAsync(segment);
                await _segments.CopyAsync(_list, segment, _filled!, count => went += count, _stop.Token);
                return;
            }
            catch (Exception exception) when (went == 0 && ++failures < MaxFailures && exception is HttpRequestException or MediaReadException and not (AddressRefusedException or HlsPlaylistException))
            {
                // Not a byte of it was used.
            }
        }
    }

    /// <summary>Sees that there is a decoder which the segment goes on for.</summary>
    private async Task BeginAsync(HlsSegment segment)
    {
        var goesOn = !segment.IsDiscontinuous && (segment.Map?.Uri, segment.Map?.Range) == (_map?.Uri, _map?.Range);
        if (_filled is not null && (goesOn || _begun == segment.Number))
        {
            return;
        }

        var head = segment.Map is { } map ? await _segments.MapAsync(_list, map, _stop.Token) : default;
        _filled?.Complete();
        (_filled, _map, _begun) = (FfmpegPullDecoder.OfBytes(Formats), segment.Map, segment.Number);
        await HandOverAsync(_filled);
        await _filled.WriteAsync(head, _stop.Token);
    }

    private async Task HandOverAsync(FfmpegPullDecoder decoder)
    {
        try
        {
            await _decoders.Writer.WriteAsync(decoder, _stop.Token);
        }
        catch
        {
            await decoder.DisposeAsync();
            _filled = null;
            throw;
        }
    }

    private async Task ReloadAsync()
    {
        for (var failures = 0; ;)
        {
            await Task.Delay(_pace.UntilReload(_list.Playlist), _time, _stop.Token);
            try
            {
                _pace.Begin();
                var loaded = await _loader.LoadAsync(_list.Asked, _stop.Token) ?? throw new MediaReadException("The playlist is none any more.");
                _pace.Note(hasChanged: loaded.Playlist.Next != _list.Playlist.Next);
                _list = loaded;
                break;
            }
            catch (Exception exception) when (++failures < MaxFailures && exception is HttpRequestException or MediaReadException and not (AddressRefusedException or HlsPlaylistException))
            {
                _pace.Note(hasChanged: false);
            }
        }

        if (_list.Playlist.First > _next || _list.Playlist.Next < _next)
        {
            throw new MediaReadException(_list.Playlist.First > _next ? $"{_list.Playlist.First - _next} segments were missed." : "The playlist began anew.");
        }
    }
}
