using System.Net.Sockets;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Media.Processes;
using LiveCaptions.Server.Basics;
using LiveCaptions.Server.Import.Links;
using LiveCaptions.Server.Ingest;
using LiveCaptions.Server.Outgoing;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Import.Live;

/// <summary>
/// One session's live stream, from the first attempt to the session's end: (1) looks whether there is something to pull,
/// (2) pulls it, (3) publishes what comes as any other publisher does, (4) when it ends, tries again until the grace time is over,
/// unless it said that it was all.
/// </summary>
internal sealed partial class LivePull(string id, ImportSource source, LivePullContext around)
{
    /// <summary>What comes faster than it is spoken, as a file does, is taken in no further ahead of time than this.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(60);

    private readonly Uri _url = source.Url!;
    private readonly short[] _samples = new short[AudioFormat.SampleRate / 4];
    private PublisherConnection? _publisher;
    private long _silentSince = around.Time.GetTimestamp();
    private bool _heard;

    // The number behind the last segment that was heard.
    private long? _next;

    /// <summary>Completes when the session has ended, or takes no more.</summary>
    /// <exception cref="OperationCanceledException">Somebody ended it, or the server stops.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        around.Progress.Set(id, new ImportStatus("Connecting"));
        using var http = new GuardedHttp(around.Links.Policy, cookies: true);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await around.Retry.RunAsync(() => AttemptAsync(http, stop), () => _heard, stop.Token);
            await (_publisher ?? await AdmitAsync(stop)).Tracks.CloseAsync();
        }
        catch (MediaReadException exception)
        {
            LogGivenUp(around.Logger, id, source.Shown, exception.Message);
            var reason = await HasAudioAsync() ? SessionEndReason.GraceExpired : SessionEndReason.SourceUnreadable;
            await around.Sessions.FailAsync(id, reason, $"{source.Shown}: {exception.Message}");
        }
        catch (ToolMissingException exception)
        {
            await around.Sessions.FailAsync(id, SessionEndReason.ToolMissing, exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The session takes no more: it has said why itself.
        }
        finally
        {
            await (_publisher?.DisposeAsync() ?? ValueTask.CompletedTask);
            around.Progress.Remove(id);
        }
    }

    /// <summary>Returns when it is over.</summary>
    /// <exception cref="TransientFetchException">It is to be tried again.</exception>
    /// <exception cref="MediaReadException">It is given up.</exception>
    private async Task AttemptAsync(GuardedHttp http, CancellationTokenSource stop)
    {
        _heard = false;
        string reason;
        try
        {
            if (await PullAsync(http, stop) is not { } why)
            {
                return;
            }

            reason = why;
        }
        catch (Exception exception) when (exception is MediaReadException or HttpRequestException or SocketException or IOException)
        {
            reason = ShownAddress.Clean(exception.Message);
        }

        // (4)
        if (around.Time.GetElapsedTime(_silentSince) >= around.Grace)
        {
            throw new MediaReadException($"Nothing came for {around.Grace.TotalSeconds:0.#} s: {reason}");
        }

        LogBroken(around.Logger, id, source.Shown, reason);
        around.Progress.Set(id, new ImportStatus($"Trying again: {reason}"));
        throw new TransientFetchException(reason);
    }

    /// <returns>Why nothing more comes for now; null when it is over.</returns>
    private async Task<string?> PullAsync(GuardedHttp http, CancellationTokenSource stop)
    {
        // (1)
        await using var feed = await LiveFeeds.OpenAsync(_url, http, around, stop.Token);
        if (feed.IsWhole && await HasAudioAsync())
        {
            return null;
        }

        if (feed.Newest is { } newest && newest == _next)
        {
            return "The playlist gets no new segments.";
        }

        // (2)
        var reason = await PublishAsync(feed, stop);
        _next = feed.Next;
        return _heard && feed.IsWhole ? null : reason;
    }

    // (3)
    private async Task<string> PublishAsync(ILiveFeed feed, CancellationTokenSource stop)
    {
        using var stall = new CancellationTokenSource(around.Stall, around.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, stop.Token);
        try
        {
            for (int count; (count = await feed.ReadAsync(_samples, either.Token)) > 0; stall.CancelAfter(around.Stall))
            {
                stall.CancelAfter(Timeout.InfiniteTimeSpan);
                await PublishAsync(_samples.AsMemory(0, count), stop);
                foreach (var notice in feed.Notices)
                {
                    _publisher!.Track.Notify(notice);
                }
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return $"The source is silent: nothing came for {around.Stall.TotalSeconds:0.#} s.";
        }

        return ShownAddress.Clean(feed.Complaint ?? (_heard ? "The stream ended." : "There is no sound in it."));
    }

    private async ValueTask PublishAsync(ReadOnlyMemory<short> samples, CancellationTokenSource stop)
    {
        _publisher ??= await AdmitAsync(stop);
        if (!_heard)
        {
            _heard = true;
            around.Progress.Remove(id);
            await _publisher.Track.AlignAsync(around.Time.GetUtcNow());
        }

        await _publisher.Track.AppendAsync(samples);
        if (_publisher.Track.AheadOfTime - Ahead is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, around.Time, stop.Token);
        }

        _silentSince = around.Time.GetTimestamp();
    }

    private async Task<PublisherConnection> AdmitAsync(CancellationTokenSource stop)
    {
        (_publisher, var refusal) = await around.Gate.AdmitAsync(id, speaker: null);
        if (_publisher is null)
        {
            throw refusal is { Code: "session_ended" } ? new OperationCanceledException() : new MediaReadException(refusal!.Detail);
        }

        _publisher.Over.Register(stop.Cancel);
        return _publisher;
    }

    // Also of a server that was here before this one.
    private async Task<bool> HasAudioAsync() => _publisher is not null || await around.Sessions.FindAsync(id) is { StartedAt: not null };

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session}: {Source} is pulled again: {Reason}")]
    private static partial void LogBroken(ILogger logger, string session, string source, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session}: {Source} is given up: {Reason}")]
    private static partial void LogGivenUp(ILogger logger, string session, string source, string reason);
}
