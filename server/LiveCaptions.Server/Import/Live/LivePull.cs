using System.Net.Sockets;
using LiveCaptions.Media;
using LiveCaptions.Media.Codecs;
using LiveCaptions.Server.Import.Links;
using LiveCaptions.Server.Ingest;
using LiveCaptions.Server.Sessions;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Import.Live;

/// <summary>
/// One session's live stream, from the first attempt to the session's end: (1) looks whether there is something to pull, (2) has ffmpeg pull it,
/// (3) publishes what comes as any other publisher does, (4) when it ends, tries again until the grace time is over, unless it said that it was all.
/// </summary>
internal sealed partial class LivePull(string id, ImportSource source, LivePullSurroundings around)
{
    /// <summary>What comes faster than it is spoken, as a file does, is taken in no further ahead of time than this.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookPatience = TimeSpan.FromSeconds(10);

    private readonly Uri _url = source.Url!;
    private readonly short[] _samples = new short[AudioFormat.SampleRate / 4];
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Publisher? _publisher;
    private Task _watching = Task.CompletedTask;
    private long _silentSince = around.Time.GetTimestamp();
    private bool _heard;

    // The playlist's next segment when it last ran dry: what is before it was heard.
    private long? _next;

    /// <summary>Completes when the session has ended, or takes no more.</summary>
    /// <exception cref="OperationCanceledException">Somebody ended it, or the server stops.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        around.Board.Set(id, new ImportStanding("Connecting"));
        await using var proxy = LiveAddress.IsWeb(_url) && !around.Links.Policy.AllowsPrivate ? GuardedProxy.Start(around.Links.Policy) : null;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            await around.Retry.RunAsync(() => AttemptAsync(proxy?.Address, stop), () => _heard, stop.Token);
            await (_publisher ?? await AdmitAsync(stop)).CloseAsync();
        }
        catch (MediaReadException exception)
        {
            LogGivenUp(around.Logger, id, source.Name, exception.Message);
            var reason = await HasAudioAsync() ? SessionEndReason.GraceExpired : SessionEndReason.SourceUnreadable;
            await around.Registry.FailAsync(id, reason, $"{source.Name}: {exception.Message}");
        }
        catch (ToolMissingException exception)
        {
            await around.Registry.FailAsync(id, SessionEndReason.ToolMissing, exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The session takes no more: it has said why itself.
        }
        finally
        {
            _publisher?.Detach();
            _left.TrySetResult();
            await _watching;
            around.Board.Remove(id);
        }
    }

    /// <summary>Returns when it is over.</summary>
    /// <exception cref="TransientFetchException">It is to be tried again.</exception>
    /// <exception cref="MediaReadException">It is given up.</exception>
    private async Task AttemptAsync(string? proxy, CancellationTokenSource stop)
    {
        _heard = false;
        string reason;
        try
        {
            if (await PullAsync(proxy, stop) is not { } why)
            {
                return;
            }

            reason = why;
        }
        catch (Exception exception) when (exception is MediaReadException or HttpRequestException or SocketException or IOException)
        {
            reason = LiveAddress.Clean(exception.Message);
        }

        // (4)
        if (around.Time.GetElapsedTime(_silentSince) >= around.Grace)
        {
            throw new MediaReadException($"Nothing came for {around.Grace.TotalSeconds:0.#} s: {reason}");
        }

        LogBroken(around.Logger, id, source.Name, reason);
        around.Board.Set(id, new ImportStanding($"Trying again: {reason}"));
        throw new TransientFetchException(reason);
    }

    /// <returns>Why nothing more comes for now; null when it is over.</returns>
    private async Task<string?> PullAsync(string? proxy, CancellationTokenSource stop)
    {
        // (1)
        var look = await LookAsync(stop.Token);
        if (look is { IsOver: true } && await HasAudioAsync())
        {
            return null;
        }

        if (look?.Playlist is { } playlist && playlist.Next == _next)
        {
            return "The playlist gets no new segments.";
        }

        // (2)
        var address = await LiveInput.PinAsync(_url, around.Links.Policy, stop.Token);
        await using var decoder = FfmpegDecoder.Pull(address.AbsoluteUri, LiveInput.Options(_url, look?.Playlist is not null, proxy, around.Stall));
        var reason = await PublishAsync(decoder, stop);
        look = _heard ? await LookAsync(stop.Token) : null;
        _next = look?.Playlist?.Next;
        return look is { IsOver: true } ? null : reason;
    }

    // (3)
    private async Task<string> PublishAsync(FfmpegDecoder decoder, CancellationTokenSource stop)
    {
        using var stall = new CancellationTokenSource(around.Stall, around.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, stop.Token);
        try
        {
            for (int count; (count = await decoder.ReadAsync(_samples, either.Token)) > 0; stall.CancelAfter(around.Stall))
            {
                stall.CancelAfter(Timeout.InfiniteTimeSpan);
                await PublishAsync(_samples.AsMemory(0, count), stop);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return $"The source is silent: nothing came for {around.Stall.TotalSeconds:0.#} s.";
        }

        return LiveAddress.Clean(decoder.Complaint ?? (_heard ? "The stream ended." : "There is no sound in it."));
    }

    private async ValueTask PublishAsync(ReadOnlyMemory<short> samples, CancellationTokenSource stop)
    {
        _publisher ??= await AdmitAsync(stop);
        if (!_heard)
        {
            _heard = true;
            around.Board.Remove(id);
            await _publisher.AlignAsync(around.Time.GetUtcNow());
        }

        await _publisher.AppendAsync(samples);
        if (_publisher.AheadOfTime - Ahead is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, around.Time, stop.Token);
        }

        _silentSince = around.Time.GetTimestamp();
    }

    private async Task<Publisher> AdmitAsync(CancellationTokenSource stop)
    {
        var (publisher, refusal) = await around.Gate.AdmitAsync(id, speaker: null);
        if (publisher is null)
        {
            throw refusal is { Code: "session_ended" } ? new OperationCanceledException() : new MediaReadException(refusal!.Detail);
        }

        _watching = WatchAsync(publisher, stop);
        return publisher;
    }

    private async Task WatchAsync(Publisher publisher, CancellationTokenSource stop)
    {
        await Task.WhenAny(publisher.Stopped, _left.Task);
        if (publisher.Stopped.IsCompleted)
        {
            await stop.CancelAsync();
        }
    }

    /// <returns>Null where the protocol does not let one look, or nothing is to be seen: ffmpeg says why.</returns>
    private async Task<LinkLook?> LookAsync(CancellationToken cancellationToken)
    {
        if (!LiveAddress.IsWeb(_url))
        {
            return null;
        }

        using var patience = new CancellationTokenSource(LookPatience, around.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await around.Links.LookAsync(_url, either.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    // Also of a server that was here before this one.
    private async Task<bool> HasAudioAsync() => _publisher is not null || await around.Registry.FindAsync(id) is { StartedAt: not null };

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session}: {Source} is pulled again: {Reason}")]
    private static partial void LogBroken(ILogger logger, string session, string source, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session}: {Source} is given up: {Reason}")]
    private static partial void LogGivenUp(ILogger logger, string session, string source, string reason);
}
