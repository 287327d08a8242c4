using System.Collections.Concurrent;
using LiveCaptions.Captions.Cues;
using LiveCaptions.Captions.Editing;
using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Storage;
using LiveCaptions.Speech;

namespace LiveCaptions.Server.Sessions;

/// <summary>
/// All sessions: those in memory are the ones with audio coming or finals outstanding, the store knows all others.
/// </summary>
public sealed partial class SessionRegistry(SessionSurroundings around, ILogger<SessionRegistry> logger)
{
    private readonly ConcurrentDictionary<string, CaptionSession> _live = new();

    // A session is opened, ended and deleted, and at rest changed, by one at a time. Nobody holds a gate while a decode is waited for.
    private readonly KeyedGate _gates = new();

    // Within a session's gate: publishers are let in one at a time, as they are counted.
    private readonly SemaphoreSlim _admission = new(1, 1);
    private readonly ConcurrentDictionary<Task, byte> _leaving = new();
    private readonly CancellationTokenSource _stop = new();

    public IEnumerable<CaptionSession> Live => _live.Values;

    /// <summary>Tracks with audio coming, expected, or still being recognised; without imports, which give way.</summary>
    public int LiveTracks => _live.Values.Where(s => !s.IsImport).Sum(s => s.Tracks.Count(t => !t.Done));

    /// <summary>Seconds that the live stream that is furthest behind is behind.</summary>
    public double Lag => AudioFormat.ToSeconds(OpenTracks.Select(t => t.Lag).DefaultIfEmpty().Max());

    /// <summary>The same for streams whose audio comes at the pace it is spoken.</summary>
    public double RealTimeLag => AudioFormat.ToSeconds(OpenTracks.Where(t => !t.IsAheadOfTime).Select(t => t.Lag).DefaultIfEmpty().Max());

    private IEnumerable<AudioTrack> OpenTracks => _live.Values.SelectMany(s => s.Tracks).Where(t => !t.Done);

    /// <summary>Live streams that are taken at once.</summary>
    public int MaxStreams(SpeechEngine engine) => around.Options.MaxStreams > 0 ? around.Options.MaxStreams : engine.Capacity.MaxStreams;

    /// <returns>Why no further streams, so many, can be taken now; null when they can.</returns>
    public string? FindObstacle(SpeechEngine engine, int streams = 1)
    {
        var limit = MaxStreams(engine);
        if (LiveTracks + streams > limit)
        {
            return streams > 1 ? $"This server takes {limit} live streams at once and has no room for {streams} more. Try again later." : $"This server takes {limit} live streams at once and has them all. Try again later.";
        }

        return RealTimeLag is var lag && lag > around.Options.MaxLagSeconds
            ? $"This server is {lag:F0} s behind with the streams it has. Try again later."
            : null;
    }

    public async Task<SessionRow> CreateAsync(SessionRow row)
    {
        await around.Sessions.AddAsync(row);
        LogCreated(logger, row.Id, row.Engine, row.Language);
        return row;
    }

    public Task<SessionRow?> FindAsync(string id) => around.Sessions.FindAsync(id);

    /// <param name="hash">SHA-256 of the key.</param>
    public Task<SessionRow?> FindByStreamKeyAsync(byte[] hash) => around.Sessions.FindByStreamKeyAsync(hash);

    public CaptionSession? FindLive(string id) => _live.GetValueOrDefault(id);

    public IReadOnlyList<Cue> OpenCues(string id) => FindLive(id)?.OpenCues ?? [];

    /// <param name="seq">What a viewer says that it has all finals up to.</param>
    /// <returns>It, or 0 where the session never gave out such a seq: behind that, nothing would reach the viewer.</returns>
    public async Task<long> GoOnBehindAsync(string id, long seq) => seq > 0 && await FindAsync(id) is { } row && seq > row.SeqReserved ? 0 : seq;

    /// <returns>The session as it is now; null when there is none.</returns>
    public async Task<SessionView?> ViewAsync(string id)
    {
        if (FindLive(id) is { } live)
        {
            return live.View;
        }

        return await around.Sessions.FindAsync(id) is { } row ? (await ToViewsAsync([row]))[0] : null;
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<SessionView>> ListAsync(int limit, SessionRow? before) =>
        await ToViewsAsync(await around.Sessions.ListAsync(limit, before));

    /// <summary>Ends a session: no more audio. Waits some seconds for its last finals.</summary>
    /// <returns>The session as it is then; null when there is none.</returns>
    public async Task<SessionView?> FinishAsync(string id, CancellationToken cancellationToken)
    {
        CaptionSession? live;
        using (await _gates.EnterAsync(id))
        {
            live = FindLive(id);
            live?.Finish();
            if (live is null)
            {
                await EndUnpublishedAsync(id, SessionState.Finished, SessionEndReason.FinishRequested, message: null);
            }
        }

        if (live is not null)
        {
            await live.Ended.WaitAsync(around.Options.FinishWait, around.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return await ViewAsync(id);
    }

    /// <summary>Ends a session whose audio cannot be had, whether some of it is there or none. Waits until that is stored, or the server stops.</summary>
    public async Task FailAsync(string id, SessionEndReason reason, string message)
    {
        CaptionSession? live;
        using (await _gates.EnterAsync(id))
        {
            live = FindLive(id);
            live?.Fail(reason, message);
        }

        if (live is null)
        {
            await StorageRetry.UntilStoredAsync(() => FailUnpublishedAsync(id, reason, message), around.Time, onFault: null, _stop.Token);
        }
        else
        {
            await live.Ended;
        }
    }

    /// <summary>Keeps what is known of an import once its address is fetched; what its creator asked for stays.</summary>
    public Task DescribeAsync(string id, ImportSource source, string? title, string? language) => around.Sessions.ChangeAsync(id, session =>
    {
        session.Import = source.ToJson();
        session.Title ??= title;
        session.Language ??= language;
    });

    /// <summary>Imports that are not at their end, those that have begun first.</summary>
    public Task<List<SessionRow>> ListImportsAsync() => around.Sessions.ListImportsAsync();

    /// <summary>Deletes a session, live or not, with its finals and recordings. Does not wait for a decode that is under way.</summary>
    /// <returns>False when there is none.</returns>
    public async Task<bool> DeleteAsync(string id)
    {
        using (await _gates.EnterAsync(id))
        {
            if (await around.Sessions.FindAsync(id) is null)
            {
                return false;
            }

            if (FindLive(id) is { } live)
            {
                await live.DiscardAsync(() => around.Sessions.DeleteAsync(id));
                _live.TryRemove(KeyValuePair.Create(id, live));
                Leave(live);
            }
            else
            {
                await around.Sessions.DeleteAsync(id);
            }

            around.Broadcaster.Close(id);
            DeleteFolder(id);
        }

        LogDeleted(logger, id);
        return true;
    }

    /// <returns>The corrected cue; null when there is no such final.</returns>
    public async Task<Cue?> CorrectAsync(string id, string cueId, string text)
    {
        if (FindLive(id) is { } live)
        {
            return await live.CorrectAsync(cueId, text);
        }

        using (await _gates.EnterAsync(id))
        {
            if (await around.Sessions.FindAsync(id) is not { } row || await around.Finals.FindAsync(id, cueId) is not { } cue)
            {
                return null;
            }

            var corrected = CueCorrection.Correct(cue, text, row.SeqReserved + 1, around.Time.GetUtcNow());
            await around.Finals.ReplaceAsync(corrected, corrected.Seq);
            around.Broadcaster.Post(LiveMessage.Of(corrected));
            return corrected;
        }
    }

    /// <returns>The renamed speaker; null when there is no such one.</returns>
    public async Task<SessionSpeaker?> RenameSpeakerAsync(string id, string speakerId, string label)
    {
        if (FindLive(id) is { } live)
        {
            return await live.RenameSpeakerAsync(speakerId, label);
        }

        using (await _gates.EnterAsync(id))
        {
            if (await around.Sessions.FindAsync(id) is not { } row || row.Speakers.All(s => s.Id != speakerId))
            {
                return null;
            }

            await around.Voices.RenameAsync(id, speakerId, label);
            await around.Finals.RenameSpeakerAsync(id, speakerId, label);
            await around.Sessions.ReserveSeqAsync(id, row.SeqReserved + 1);
            around.Broadcaster.Post(LiveMessage.Of(new SpeakerMessage(id, row.SeqReserved + 1, speakerId, label)));
            return new SessionSpeaker(speakerId, label);
        }
    }

    /// <summary>Takes up the sessions that a stopped or killed server left in the middle.</summary>
    public async Task RecoverAsync(SpeechEngine engine)
    {
        foreach (var row in await around.Sessions.ListInterruptedAsync())
        {
            (await AddAsync(row, engine)).Resume();
        }
    }

    /// <summary>Interrupts all sessions; a restarted server takes them up.</summary>
    public async Task StopAsync()
    {
        await _admission.WaitAsync();
        await _stop.CancelAsync();
        _admission.Release();
        await Task.WhenAll(_live.Values.Select(session => session.StopAsync()).Concat(_leaving.Keys));
    }
}
