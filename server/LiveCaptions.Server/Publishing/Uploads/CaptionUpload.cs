using System.Security.Cryptography;
using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.YouTube;
using LiveCaptions.Server.Publishing.YouTube.Resources;

namespace LiveCaptions.Server.Publishing.Uploads;

/// <summary>
/// Brings a caption file to YouTube as a track that is there once, whatever was interrupted before. A step at a time: what it knows
/// is stored before the next one, and each failure ends the attempt.
/// </summary>
/// <param name="save">Stores how far it is.</param>
public sealed class CaptionUpload(YouTubeClient youTube, UploadOrder order, Func<UploadProgress, Task> save, TimeProvider time)
{
    /// <summary>An insert that finds a track, whose update finds none, and so on: somebody else is at it.</summary>
    private const int MostRounds = 4;

    private readonly string _hash = Convert.ToHexStringLower(SHA256.HashData(order.File));
    private UploadProgress _progress = new();

    /// <returns>YouTube's id of the track.</returns>
    /// <exception cref="YouTubeException">This attempt failed.</exception>
    /// <exception cref="QuotaSpentException">There is not enough quota today.</exception>
    public async Task<string> RunAsync(UploadProgress progress, CancellationToken cancellationToken)
    {
        _progress = progress;

        // 1. Bytes that are under way already cost nothing more.
        if (await ContinueAsync(cancellationToken) is { } continued)
        {
            return continued;
        }

        // 2. An upload of which nobody knows how it ended may be there.
        if (await SettleDoubtAsync(cancellationToken) is { } arrived)
        {
            return arrived;
        }

        // 3. Insert, or update what is there.
        for (var round = 0; round < MostRounds; round++)
        {
            await SpareAsync(cancellationToken);
            if (await TryWriteAsync(cancellationToken) is { } written)
            {
                return written;
            }
        }

        throw new YouTubeException(
            new YouTubeFault(YouTubeFaultKind.Passing, "The track appears and disappears: somebody else changes it too.", IsFree: true));
    }

    private async Task<string?> ContinueAsync(CancellationToken cancellationToken)
    {
        if (_progress.Address is not { } address)
        {
            return null;
        }

        if (_progress.Hash == _hash)
        {
            return await SendAsync(address, cancellationToken);
        }

        // Other captions than those that were under way.
        await SaveAsync(_progress with { Address = null });
        return null;
    }

    private async Task<string?> SettleDoubtAsync(CancellationToken cancellationToken)
    {
        if (_progress.DoubtAt is not { } since)
        {
            return null;
        }

        var track = await FindAsync(cancellationToken);
        var isOurs = track?.Snippet?.LastUpdated >= since && _progress.Hash == _hash;
        await SaveAsync(new UploadProgress { CaptionId = track?.Id });
        return isOurs ? track!.Id : null;
    }

    /// <summary>Where little is left, nothing is begun that may not come to its end, and it is looked before it is inserted.</summary>
    private async Task SpareAsync(CancellationToken cancellationToken)
    {
        var quota = await youTube.QuotaAsync();
        if (!quota.IsNearEnd)
        {
            return;
        }

        var needed = YouTubeCall.CaptionsUpdate.Units + (_progress.CaptionId is null ? YouTubeCall.CaptionsList.Units : 0);
        if (quota.Remaining < needed)
        {
            throw new QuotaSpentException(quota.ResetAt);
        }

        if (_progress.CaptionId is null && await FindAsync(cancellationToken) is { } track)
        {
            await SaveAsync(_progress with { CaptionId = track.Id });
        }
    }

    /// <returns>Null where the track is there after all, or is not any more: <see cref="_progress"/> says which.</returns>
    private async Task<string?> TryWriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            var address = await youTube.BeginUploadAsync(Track(), order.File, cancellationToken);
            await SaveAsync(_progress with { Address = address, Hash = _hash, DoubtAt = Whole(time.GetUtcNow()) });
        }
        catch (YouTubeException exception) when (exception.Fault.Kind == YouTubeFaultKind.Exists && _progress.CaptionId is null)
        {
            await LearnAsync(cancellationToken);
            return null;
        }
        catch (YouTubeException exception) when (exception.Fault.Kind == YouTubeFaultKind.NotFound && _progress.CaptionId is not null)
        {
            await SaveAsync(new UploadProgress());
            return null;
        }

        return await SendAsync(_progress.Address!, cancellationToken);
    }

    /// <returns>Null where the upload has expired, or the track is there already.</returns>
    private async Task<string?> SendAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            var track = await youTube.SendFileAsync(address, order.File, cancellationToken);
            await SaveAsync(new UploadProgress { CaptionId = track.Id });
            return track.Id;
        }
        catch (YouTubeException exception) when (exception.Fault.Kind == YouTubeFaultKind.Exists && _progress.CaptionId is null)
        {
            await LearnAsync(cancellationToken);
            return null;
        }
        catch (YouTubeException exception) when (exception.Fault.Kind == YouTubeFaultKind.NotFound)
        {
            await SaveAsync(_progress with { Address = null });
            return await SettleDoubtAsync(cancellationToken);
        }
    }

    private async Task LearnAsync(CancellationToken cancellationToken) =>
        await SaveAsync(new UploadProgress { CaptionId = (await FindAsync(cancellationToken))?.Id });

    private async Task<CaptionResource?> FindAsync(CancellationToken cancellationToken) =>
        (await youTube.ListCaptionsAsync(order.VideoId, cancellationToken)).FirstOrDefault(track =>
            track.Snippet is { } snippet
            && !string.Equals(snippet.TrackKind, "ASR", StringComparison.OrdinalIgnoreCase)
            && string.Equals(snippet.Language, order.Language, StringComparison.OrdinalIgnoreCase)
            && (snippet.Name ?? "") == order.Name);

    private CaptionResource Track() => _progress.CaptionId is { } id
        ? new CaptionResource { Id = id, Snippet = new CaptionSnippet { IsDraft = order.IsDraft } }
        : new CaptionResource
        {
            Snippet = new CaptionSnippet { VideoId = order.VideoId, Language = order.Language, Name = order.Name, IsDraft = order.IsDraft }
        };

    /// <summary>YouTube tells milliseconds: what it wrote a few ticks behind a moment bears a time before it.</summary>
    private static DateTimeOffset Whole(DateTimeOffset moment) =>
        DateTimeOffset.FromUnixTimeMilliseconds(moment.ToUnixTimeMilliseconds());

    private async Task SaveAsync(UploadProgress progress)
    {
        _progress = progress;
        await save(progress);
    }
}
