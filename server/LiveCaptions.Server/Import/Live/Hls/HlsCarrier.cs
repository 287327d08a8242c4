using System.Security.Cryptography;
using System.Threading.Channels;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Hls;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Import.Links;
using LiveCaptions.Server.Outgoing;

namespace LiveCaptions.Server.Import.Live.Hls;

/// <summary>
/// Brings a stream's segments from the newest one on; of one that is over, from the first. Playlists, keys and segments are fetched here,
/// and only plain bytes of sound reach a decoder: a new one wherever segments stop to belong together.
/// </summary>
/// <param name="opened">The playlist as it is now.</param>
/// <param name="patience">For a stream that is to be had whole, however long it takes: a segment that breaks off goes on where it did.
/// Null is a live one's: it would be late.</param>
internal sealed class HlsCarrier(GuardedHttp http, HlsLoaded opened, TimeProvider time, RetryPolicy? patience = null)
{
    private const string Formats = "mpegts,aac,mp3,ac3,eac3,mov";

    /// <summary>Failures in a row that a server may have before its stream counts as broken.</summary>
    private const int MaxFailures = 3;

    /// <summary>Without a byte for so long, a connection is dead to who is patient.</summary>
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(30);

    private readonly HlsLoader _loader = new(http);
    private readonly HlsSegments _segments = new(http);
    private readonly HlsPace _pace = new(time);

    // The one that is filled may be one ahead of the one that is heard.
    private readonly Channel<FfmpegLiveDecoder> _decoders = Channel.CreateBounded<FfmpegLiveDecoder>(1);
    private HlsLoaded _list = opened;
    private FfmpegLiveDecoder? _filled;
    private HlsMap? _map;
    private long _begun;

    /// <summary>Nothing will be added to it.</summary>
    public bool IsWhole => _list.Playlist.IsOver;

    /// <summary>Number of the first segment that was not handed on.</summary>
    public long Next { get; private set; } =
        opened.Playlist.IsOver ? opened.Playlist.First : Math.Max(opened.Playlist.First, opened.Playlist.Next - 1);

    /// <summary>Bytes of segments that were fetched.</summary>
    public long Bytes { get; private set; }

    /// <summary>Those that are filled; whoever reads them ends them.</summary>
    public ChannelReader<FfmpegLiveDecoder> Decoders => _decoders.Reader;

    /// <summary>Ends the one that is filled.</summary>
    public void Kill() => _filled?.Kill();

    /// <returns>Why nothing more comes; null at the stream's end, or where the decoder says why.</returns>
    public async Task<string?> RunAsync(CancellationToken stop)
    {
        try
        {
            await CarryListAsync(stop);
            while (!IsWhole)
            {
                await ReloadAsync(stop);
                await CarryListAsync(stop);
            }

            return null;
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

    private async Task CarryListAsync(CancellationToken stop)
    {
        foreach (var segment in _list.Playlist.Segments.Where(segment => segment.Number >= Next))
        {
            if (!segment.IsGap)
            {
                await (patience is null ? CarryAsync(segment, stop) : CarryPatientlyAsync(segment, patience, stop));
            }

            Next = segment.Number + 1;
        }
    }

    private async Task CarryAsync(HlsSegment segment, CancellationToken stop)
    {
        for (var (failures, went) = (0, 0L); ; await Task.Delay(HlsPace.AfterFailure(_list.Playlist), time, stop))
        {
            try
            {
                await BeginAsync(segment, stop);
                await _segments.CopyAsync(_list, segment, _filled!, skip: 0, count => went += Count(count), stop);
                return;
            }
            catch (Exception exception) when (MayPass(exception) && went == 0 && ++failures < MaxFailures)
            {
                // Not a byte of it was used.
            }
        }
    }

    private Task CarryPatientlyAsync(HlsSegment segment, RetryPolicy retry, CancellationToken stop)
    {
        var (went, before) = (0L, 0L);
        return retry.RunAsync(
            async () =>
            {
                before = went;
                using var stalled = CancellationTokenSource.CreateLinkedTokenSource(stop);
                try
                {
                    stalled.CancelAfter(Stall);
                    await BeginAsync(segment, stalled.Token);
                    await _segments.CopyAsync(_list, segment, _filled!, went, Note, stalled.Token);
                }
                catch (Exception exception) when (MayPass(exception))
                {
                    throw new TransientFetchException(ShownAddress.Clean(exception.Message), exception);
                }
                catch (OperationCanceledException exception) when (!stop.IsCancellationRequested)
                {
                    throw new TransientFetchException($"{_list.Address.Host} went silent.", exception);
                }

                void Note(int count)
                {
                    went += Count(count);
                    stalled.CancelAfter(Stall);
                }
            },
            () => went > before,
            stop);
    }

    private int Count(int bytes)
    {
        Bytes += bytes;
        return bytes;
    }

    /// <summary>Sees that there is a decoder which the segment goes on for.</summary>
    private async Task BeginAsync(HlsSegment segment, CancellationToken stop)
    {
        var goesOn = !segment.IsDiscontinuous && (segment.Map?.Uri, segment.Map?.Range) == (_map?.Uri, _map?.Range);
        if (_filled is not null && (goesOn || _begun == segment.Number))
        {
            return;
        }

        var head = segment.Map is { } map ? await _segments.MapAsync(_list, map, stop) : default;
        _filled?.Complete();
        (_filled, _map, _begun) = (FfmpegLiveDecoder.OfBytes(Formats, time), segment.Map, segment.Number);
        await HandOverAsync(_filled, stop);
        await _filled.WriteAsync(head, stop);
    }

    private async Task HandOverAsync(FfmpegLiveDecoder decoder, CancellationToken stop)
    {
        try
        {
            await _decoders.Writer.WriteAsync(decoder, stop);
        }
        catch
        {
            await decoder.DisposeAsync();
            _filled = null;
            throw;
        }
    }

    private async Task ReloadAsync(CancellationToken stop)
    {
        var before = _list;
        for (var failures = 0; _list == before;)
        {
            await Task.Delay(_pace.UntilReload(_list.Playlist), time, stop);
            try
            {
                _pace.Begin();
                _list = await _loader.LoadAsync(_list.Asked, stop) ?? throw new MediaReadException("The playlist is none any more.");
            }
            catch (Exception exception) when (MayPass(exception) && ++failures < MaxFailures)
            {
                // Half a target duration later it may be there.
            }

            _pace.Note(hasChanged: _list.Playlist.Next != before.Playlist.Next);
        }

        if (_list.Playlist.First > Next || _list.Playlist.Next < Next)
        {
            throw new MediaReadException(
                _list.Playlist.First > Next ? $"{_list.Playlist.First - Next} segments were missed." : "The playlist began anew.");
        }
    }

    private static bool MayPass(Exception exception) =>
        exception is HttpRequestException or MediaReadException and not (AddressRefusedException or HlsPlaylistException);
}
