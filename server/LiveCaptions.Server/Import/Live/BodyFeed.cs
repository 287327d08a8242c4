using LiveCaptions.Media.Audio;
using LiveCaptions.Media.Codecs;

namespace LiveCaptions.Server.Import.Live;

/// <summary>What an address answers with, as it comes: internet radio, or a file.</summary>
internal sealed class BodyFeed(HttpResponseMessage response, TimeProvider time) : ILiveFeed
{
    private const string Formats = "mpegts,mp3,aac,ac3,eac3,ogg,flac,mov,matroska,wav,flv";

    private readonly FfmpegLiveDecoder _decoder = FfmpegLiveDecoder.OfBytes(Formats, time);
    private readonly CancellationTokenSource _stop = new();
    private Task<string?>? _carrying;

    public bool IsWhole { get; } = response.Content.Headers.ContentLength is not null;

    public string? Complaint { get; private set; }

    public IEnumerable<AudioNotice> Notices => _decoder.Notices;

    public async ValueTask<int> ReadAsync(Memory<short> samples, CancellationToken cancellationToken)
    {
        _carrying ??= CarryAsync();
        var count = await _decoder.ReadAsync(samples, cancellationToken);
        if (count == 0)
        {
            await _stop.CancelAsync();
            Complaint = await _carrying ?? await _decoder.ReasonAsync();
        }

        return count;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _decoder.Kill();
        await ((Task?)_carrying ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _decoder.DisposeAsync();
        response.Dispose();
        _stop.Dispose();
    }

    /// <returns>Why nothing more comes, where it is the network's fault.</returns>
    private async Task<string?> CarryAsync()
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(_stop.Token);
            await FeedPipe.CopyAsync(body, _decoder.WriteAsync, went: _ => { }, _stop.Token);
            return null;
        }
        catch (MediaReadException exception)
        {
            return exception.Message;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            return null; // The child has ended, and says why; or nobody listens any more.
        }
        finally
        {
            _decoder.Complete();
        }
    }
}
