using LiveCaptions.Media.Audio;
using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Sessions.Tracks;

/// <summary>What a track tells its session.</summary>
internal interface ITrackOwner
{
    /// <summary>Its first sample is here.</summary>
    /// <returns>Where it lies in the session, in samples; stored as soon as that can be.</returns>
    Task<long> StartAsync(AudioTrack track, DateTimeOffset now);

    /// <summary>So many samples came.</summary>
    void CountAudio(int samples);

    /// <summary>So many were lost on the way.</summary>
    void CountLost(long samples);

    /// <summary>Something became of the sound.</summary>
    /// <param name="publisher">Who is told, too; null where there is none.</param>
    void Notify(AudioTrack track, Publisher? publisher, AudioNotice notice);

    /// <summary>The disk takes nothing of it; null where it does again.</summary>
    void Tell(AudioTrack track, StorageFault? fault);

    /// <summary>It takes no more audio: its last finals are still to come.</summary>
    void OnEnding(AudioTrack track);

    /// <summary>Waits for a closed track's finals; when no other track is open, for the session's end.</summary>
    Task WaitForFinalsAsync(AudioTrack track);
}
