using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Import.Live.Hls;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Import.Links;

/// <summary>
/// A recording that lies in segments (HLS): its sound, decoded as it comes, becomes one WAV file. So segments may be encrypted, and
/// need not belong together; and of a film no pictures are kept. Its channels are mixed.
/// </summary>
internal sealed class HlsDownload(
    GuardedHttp http, Uri url, string path, FetchOptions options, RetryPolicy retry, TimeProvider time, IProgress<double?> progress)
{
    /// <summary>What a playlist is told that names other files and is none of HLS.</summary>
    private const string NoRecording = "It is a playlist, which only names other files. Import those.";

    public const string IsLive = "It is a live stream, which has no end yet. Import it when it is over, or have a server pull it as it is "
        + "spoken: POST /api/sessions/import with \"live\": true.";

    /// <exception cref="MediaReadException">It cannot be had, or not all of it.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        HlsLoaded? list = null;
        await retry.RunAsync(async () => list = await LoadAsync(cancellationToken), () => false, cancellationToken);
        if (!list!.Playlist.IsOver)
        {
            throw new MediaReadException(IsLive);
        }

        try
        {
            await KeepAsync(list, cancellationToken);
        }
        catch (IOException e)
        {
            throw new MediaReadException(DiskFault.Words(e), e);
        }
    }

    private async Task<HlsLoaded> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.OpenAsync(url, range: null, cancellationToken);
            Download.Check(url, response);
            return await new HlsLoader(http).ReadAsync(url, response, cancellationToken) ?? throw new MediaReadException(NoRecording);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Download.Broken(url, e);
        }
    }

    private async Task KeepAsync(HlsLoaded list, CancellationToken cancellationToken)
    {
        var room = new DiskRoom(Path.GetDirectoryName(path)!, options.MinFreeBytes);
        var part = $"{path}.part";
        await using var feed = new HlsFeed(http, list, time, retry);
        using (var wav = new WavWriter(new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.Read), AudioFormat.SampleRate))
        {
            var (samples, kept) = (new short[AudioFormat.SampleRate / 4], 0L);
            for (int count; (count = await feed.ReadAsync(samples, cancellationToken)) > 0; kept += count * sizeof(short))
            {
                if (Math.Max(feed.Bytes, kept) > options.MaxBytes)
                {
                    throw new MediaReadException(options.TooLarge);
                }

                if (room.IsShortAt(kept))
                {
                    throw new MediaReadException(room.Told);
                }

                wav.Write(samples.AsSpan(0, count));
                progress.Report((double)(feed.Next!.Value - list.Playlist.First) / list.Playlist.Segments.Count);
            }

            if (feed.Next < list.Playlist.Next || kept == 0)
            {
                throw new MediaReadException(feed.Complaint ?? (kept == 0 ? "There is no sound in it." : "It breaks off."));
            }
        }

        File.Move(part, path, overwrite: true);
    }
}
