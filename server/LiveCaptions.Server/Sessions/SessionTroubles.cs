using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions;

/// <summary>
/// Trouble that passes, as viewers are told of it: the session's message while it lasts. What happened to its sound
/// are its notices. Thread-safe.
/// </summary>
internal sealed partial class SessionTroubles(string sessionId, ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<object, string> _troubles = [];
    private volatile StorageFault _lastFault = StorageFault.Broken;

    /// <summary>Called when there is another first trouble, or none any more.</summary>
    public Action Changed { get; set; } = () => { };

    /// <summary>The first trouble there is; null where all is well.</summary>
    public string? First
    {
        get
        {
            lock (_lock)
            {
                return _troubles.Values.FirstOrDefault();
            }
        }
    }

    /// <summary>What was the matter with the storage the last time that something was.</summary>
    public StorageFault LastFault => _lastFault;

    /// <summary>For what is tried again, and told if it fails again.</summary>
    public void Note(StorageFault fault) => _lastFault = fault;

    /// <param name="who">Has the trouble.</param>
    /// <param name="fault">Null where it is over.</param>
    public void Tell(object who, StorageFault? fault)
    {
        _lastFault = fault ?? _lastFault;
        Tell(who, fault is null ? null : $"{fault.Line} Captions go on, and are kept as soon as they can be.");
    }

    public void TellRecognition(object who, bool fails) =>
        Tell(who, fails ? "Recognition fails and is tried again. The audio is kept, and its captions follow." : (string?)null);

    /// <param name="who">Has the trouble.</param>
    /// <param name="line">Null where it is over.</param>
    public void TellTranslation(object who, string? line) => Tell(who, line);

    /// <inheritdoc cref="Tell(object, StorageFault?)"/>
    private void Tell(object who, string? line)
    {
        lock (_lock)
        {
            var before = First;
            if (line is null)
            {
                _troubles.Remove(who);
            }
            else
            {
                _troubles[who] = line;
            }

            if (First is var now && now != before)
            {
                LogTrouble(logger, sessionId, now ?? "all is well again");
                Changed();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session}: {Trouble}")]
    private static partial void LogTrouble(ILogger logger, string session, string trouble);
}
