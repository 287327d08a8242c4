using LiveCaptions.Captions.Cues;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Live.Sinks;

/// <summary>How it stands with one sink: its state, and what was sent or given up. Looked at by others while the sink runs.</summary>
internal sealed partial class SinkStanding(SinkRow row, ISinkTarget target, SinkContext around)
{
    private readonly Lock _lock = new();
    private SinkState _state = SinkState.Connecting;
    private string? _error;
    private DateTimeOffset? _errorAt;
    private DateTimeOffset? _sentAt;

    public SinkView View
    {
        get
        {
            lock (_lock)
            {
                return SinkView.From(row) with
                {
                    State = _state,
                    Error = _error,
                    ErrorAt = _errorAt,
                    LastSentAt = _sentAt,
                    ClockSkew = target.ClockSkew
                };
            }
        }
    }

    public string? Error
    {
        get
        {
            lock (_lock)
            {
                return _error;
            }
        }
    }

    /// <summary>
    /// A correction that a person made of what was sent or given up before, or took back, or another speaker of it. New finals
    /// never begin before the last one.
    /// </summary>
    public bool IsNothingNew(Cue cue) =>
        cue.Kind == CueKind.Final && (cue.Start < row.AfterStart || (cue.Edited && cue.Start == row.AfterStart));

    /// <summary>A cue was taken; finals count.</summary>
    public Task SentAsync(Cue cue)
    {
        lock (_lock)
        {
            _sentAt = around.Now;
        }

        MoveTo(SinkState.Live, error: null);
        return CountAsync(cue, isSent: true);
    }

    /// <summary>A cue was refused or is too old; finals count.</summary>
    public Task GivenUpAsync(Cue cue) => CountAsync(cue, isSent: false);

    public void MoveTo(SinkState state, string? error)
    {
        lock (_lock)
        {
            if (_state == state && _error == error)
            {
                return;
            }

            _errorAt = error is null ? _errorAt : around.Now;
            (_state, _error) = (state, error);
        }

        if (state == SinkState.Failing)
        {
            LogFailing(around.Logger, row.SessionId, row.Id, row.Type, error!);
        }
        else
        {
            LogState(around.Logger, row.SessionId, row.Id, row.Type, state);
        }
    }

    private async Task CountAsync(Cue cue, bool isSent)
    {
        if (cue.Kind != CueKind.Final)
        {
            return;
        }

        around.Metrics.CountSink(row.Type, isSent);
        lock (_lock)
        {
            (row.Sent, row.Dropped) = isSent ? (row.Sent + 1, row.Dropped) : (row.Sent, row.Dropped + 1);
            (row.AfterSeq, row.AfterStart) = (cue.Seq, cue.Start);
            target.Note(row);
        }

        try
        {
            await around.Store.SaveProgressAsync(row);
        }
        catch (StorageException)
        {
            // The next final stores more. Only a server that is killed before sends this one again.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {Session} sink {Sink} ({Type}): {State}")]
    private static partial void LogState(ILogger logger, string session, string sink, SinkType type, SinkState state);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session} sink {Sink} ({Type}) fails: {Error}")]
    private static partial void LogFailing(ILogger logger, string session, string sink, SinkType type, string error);
}
