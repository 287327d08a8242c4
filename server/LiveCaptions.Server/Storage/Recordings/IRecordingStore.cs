namespace LiveCaptions.Server.Storage.Recordings;

/// <summary>
/// Where recordings are kept, by the names that <see cref="TrackRow.RecordingPath"/> has: <c>session/track.wav</c>. The local disk; servers
/// that share their sessions would have one that they all reach.
/// </summary>
public interface IRecordingStore
{
    /// <summary>Bytes that all of them take.</summary>
    long Size { get; }

    /// <summary>Makes a recording, or takes up what a stopped server left.</summary>
    /// <exception cref="StorageException">The store takes no new one.</exception>
    IRecordingFile Open(string name);

    /// <summary>To read one, even while it grows.</summary>
    /// <returns>Null where there is none, or no more.</returns>
    IRecordingFile? Find(string name);

    /// <summary>One for whoever reads files: all that is recorded so far, as WAV. It stays the store's.</summary>
    /// <returns>Its path on this machine; nothing is there where there is no recording.</returns>
    ValueTask<string> FetchAsync(string name, CancellationToken cancellationToken);

    /// <summary>Where on this machine something is kept of work on a recording, until that is done or the recording is deleted.</summary>
    string NotesOf(string name);

    /// <summary>Deletes all of a session.</summary>
    void Delete(string sessionId);
}
