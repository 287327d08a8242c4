using Google.Apis.Auth.OAuth2;
using Google.Apis.Requests;
using Google.Apis.Upload;
using LiveCaptions.Server.Publishing.Quota;
using LiveCaptions.Server.Publishing.YouTube.Resources;

namespace LiveCaptions.Server.Publishing.YouTube;

/// <summary>
/// A channel's captions and videos. Every call puts its units aside before it is sent, and is sent once:
/// who calls decides whether to try again.
/// </summary>
public sealed class YouTubeClient : IDisposable
{
    private const string Captions = "youtube/v3/captions";
    private const string Videos = "youtube/v3/videos";
    private readonly YouTubeService _service;
    private readonly UserCredential _credential;
    private readonly QuotaLedger _ledger;
    private readonly string _project;

    internal YouTubeClient(YouTubeService service, UserCredential credential, QuotaLedger ledger, string project) =>
        (_service, _credential, _ledger, _project) = (service, credential, ledger, project);

    /// <summary>What its calls cost so far.</summary>
    public int Units { get; private set; }

    /// <summary>How the quota stands that it spends.</summary>
    public Task<QuotaStanding> QuotaAsync() => _ledger.ReadAsync(_project);

    /// <exception cref="YouTubeException">It failed.</exception>
    /// <exception cref="QuotaSpentException">The day has not that many units left.</exception>
    public async Task<IReadOnlyList<CaptionResource>> ListCaptionsAsync(string videoId, CancellationToken cancellationToken) =>
        [.. (await SpendAsync(YouTubeCall.CaptionsList, New<ResourceList<CaptionResource>>(
            "GET", Captions, null, ("part", "id,snippet"), ("videoId", videoId)), cancellationToken)).Items];

    public Task DeleteCaptionAsync(string id, CancellationToken cancellationToken) =>
        SpendAsync(YouTubeCall.CaptionsDelete, New<object>("DELETE", Captions, null, ("id", id)), cancellationToken);

    /// <returns>Null where there is no such video.</returns>
    public async Task<VideoResource?> FindVideoAsync(string id, CancellationToken cancellationToken) =>
        (await SpendAsync(YouTubeCall.VideosList, New<ResourceList<VideoResource>>(
            "GET", Videos, null, ("part", "id,snippet,liveStreamingDetails"), ("id", id)), cancellationToken)).Items.FirstOrDefault();

    /// <summary>Writes a video's title, description, tags and category; what is left out is deleted.</summary>
    public Task<VideoResource> UpdateVideoAsync(VideoResource video, CancellationToken cancellationToken) =>
        SpendAsync(YouTubeCall.VideosUpdate, New<VideoResource>("PUT", Videos, video, ("part", "snippet")), cancellationToken);

    /// <summary>The channels of who signed in: one, as Google has it chosen.</summary>
    public async Task<IReadOnlyList<ChannelResource>> ListMyChannelsAsync(CancellationToken cancellationToken) =>
        [.. (await SpendAsync(YouTubeCall.ChannelsList, New<ResourceList<ChannelResource>>(
            "GET", "youtube/v3/channels", null, ("part", "id,snippet"), ("mine", "true")), cancellationToken)).Items];

    /// <summary>Begins to insert a track, or to update one, where <paramref name="track"/> has an id.</summary>
    /// <returns>Where the file goes: a secret.</returns>
    public async Task<Uri> BeginUploadAsync(CaptionResource track, byte[] file, CancellationToken cancellationToken)
    {
        var isUpdate = track.Id is not null;
        using var content = new MemoryStream(file, writable: false);
        var request = new CaptionFileRequest(_service, isUpdate ? "PUT" : "POST", track, content);
        return await SpendAsync(
            isUpdate ? YouTubeCall.CaptionsUpdate : YouTubeCall.CaptionsInsert,
            () => request.InitiateSessionAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Sends what of a file is not there yet. Costs nothing, and may be called again after a failure.</summary>
    /// <returns>The track as it is there now.</returns>
    /// <exception cref="YouTubeException">It failed; <see cref="YouTubeFaultKind.NotFound"/> means that the upload has expired.</exception>
    public async Task<CaptionResource> SendFileAsync(Uri address, byte[] file, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(file, writable: false);
        var request = new CaptionFileRequest(_service, "PUT", new CaptionResource(), content);
        var progress = await ResumeAsync(request, address, cancellationToken);
        if (progress.Status == UploadStatus.Completed && request.ResponseBody is { } track)
        {
            return track;
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw progress.Exception is { } failure && YouTubeFault.Of(failure) is { } fault
            ? new YouTubeException(fault, failure)
            : new YouTubeException(
                new YouTubeFault(YouTubeFaultKind.Passing, "The upload to YouTube broke off.", IsFree: true), progress.Exception);
    }

    public void Dispose() => _service.Dispose();

    private static async Task<IUploadProgress> ResumeAsync(CaptionFileRequest request, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ResumeAsync(address, cancellationToken);
        }
        catch (Exception exception) when (YouTubeFault.Of(exception) is { } fault)
        {
            throw new YouTubeException(fault, exception);
        }
    }

    private async Task SignInAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _credential.GetAccessTokenForRequestAsync(authUri: null, cancellationToken);
        }
        catch (Exception exception) when (YouTubeFault.Of(exception) is { } fault)
        {
            throw new YouTubeException(fault, exception);
        }
    }

    private YouTubeRequest<T> New<T>(string method, string path, object? body, params (string Name, string Value)[] query) =>
        new(_service, method, path, body, query);

    private Task<T> SpendAsync<T>(YouTubeCall call, ClientServiceRequest<T> request, CancellationToken cancellationToken) =>
        SpendAsync(call, () => request.ExecuteAsync(cancellationToken), cancellationToken);

    private async Task<T> SpendAsync<T>(YouTubeCall call, Func<Task<T>> send, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // A sign-in that fails costs no quota, so it comes before units are put aside.
        await SignInAsync(cancellationToken);
        var reservation = await _ledger.ReserveAsync(_project, call);
        try
        {
            var answer = await send();
            Units += call.Units;
            await _ledger.SettleAsync(reservation);
            return answer;
        }
        catch (Exception exception) when (YouTubeFault.Of(exception) is { } fault)
        {
            Units += fault.IsFree ? 0 : call.Units;
            await _ledger.SettleAsync(reservation, fault);
            throw new YouTubeException(fault, exception);
        }
    }
}
