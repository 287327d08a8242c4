using LiveCaptions.Media.Audio;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>One connection's binary messages to 16 kHz mono samples of its tracks.</summary>
public interface IAudioIntake : IDisposable
{
    /// <summary>
    /// A publisher that comes back cannot send again what the server does not have: what it sends is placed by the clock,
    /// and the time between counts as lost.
    /// </summary>
    bool IsFleeting { get; }

    /// <summary>What happened to the sound of each track so far; the same again and again.</summary>
    IEnumerable<(int Channel, AudioNotice? Notice)> Notices { get; }

    /// <summary>Takes a message, of which <see cref="TryRead"/> then gives the samples.</summary>
    /// <exception cref="IngestProblemException">It is not what was agreed; nothing of it is taken.</exception>
    void Take(ReadOnlySpan<byte> message);

    /// <param name="samples">Of each track, as many of all; valid until the next call.</param>
    /// <returns>False when the message is used up.</returns>
    /// <exception cref="IngestProblemException">It is not what was agreed, from here on.</exception>
    bool TryRead(out IReadOnlyList<ReadOnlyMemory<short>> samples);

    /// <summary>No message comes any more: <see cref="TryRead"/> gives what was held back.</summary>
    void Complete();
}
