using LiveCaptions.Server.Feed;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions;

/// <summary>Trouble that passes, as viewers are told of it: the session's message while it lasts. What happened to its sound are its notices.</summary>
public sealed partial class CaptionSession
{
    private readonly Dictionary<object, string> _troubles = [];
    private Task _announcing = Task.CompletedTask;

    /// <summary>The first trouble there is; null where all is well.</summary>
    private string? Trouble
    {
        get
        {
            lock (_lock)
            {
                return _troubles.Values.FirstOrDefault();
            }
        }
    }

    /// <param name="who">Has the trouble.</param>
    /// <param name="fault">Null where it is over.</param>
    internal void Tell(object who, StorageFault? fault)
    {
        _fault = fault ?? _fault;
        Tell(who, fault is null ? null : $"{fault.Line} Captions go on, and are kept as soon as they can be.");
    }

    internal void TellRecognition(AudioTrack track, bool fails) =>
        Tell(track, fails ? "Recognition fails and is tried again. The audio is kept, and its captions follow." : (string?)null);

    /// <inheritdoc cref="Tell(object, StorageFault?)"/>
    private void Tell(object who, string? line)
    {
        lock (_lock)
        {
            var before = Trouble;
            if (line is null)
            {
                _troubles.Remove(who);
            }
            else
            {
                _troubles[who] = line;
            }

            if (Trouble is var now && now != before)
            {
                LogTrouble(_around.Logger, Id, now ?? "all is well again");
                TellViewers();
            }
        }
    }

    /// <summary>Tells viewers how the session is now, when it can be told.</summary>
    private void TellViewers()
    {
        lock (_lock)
        {
            _announcing = AnnounceAfterAsync(_announcing);
        }
    }

    /// <summary>Not stored: a state that has to be told goes by <see cref="AnnounceAsync"/>.</summary>
    private async Task AnnounceAfterAsync(Task before)
    {
        await before;
        await Task.Yield();
        await _publishing.WaitAsync();
        try
        {
            if (!_gone)
            {
                Post(View.ToMessage(_timeline.NextSeq()));
            }
        }
        finally
        {
            _publishing.Release();
        }
    }
}
