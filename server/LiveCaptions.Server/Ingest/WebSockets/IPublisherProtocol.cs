using System.Net.WebSockets;
using LiveCaptions.Media.Audio;

namespace LiveCaptions.Server.Ingest.WebSockets;

/// <summary>What a protocol of publishers says, and how it reads what they say besides binary audio; one per connection.</summary>
public interface IPublisherProtocol
{
    /// <summary>After so long without a sign the connection is closed with <see cref="Idle"/>.</summary>
    TimeSpan IdleAfter { get; }

    /// <summary>What who gave no sign is told.</summary>
    IngestProblemException Idle { get; }

    /// <summary>Whether a binary message without bytes says that this was all.</summary>
    bool EmptyCloses { get; }

    /// <summary>Said first.</summary>
    Task GreetAsync();

    /// <param name="text">A text message; valid until the next.</param>
    /// <exception cref="IngestProblemException">It makes no sense.</exception>
    ValueTask<PublisherWord> ReadAsync(ReadOnlyMemory<byte> text);

    /// <summary>About once a second.</summary>
    /// <param name="received">Seconds that are on disk.</param>
    Task AcknowledgeAsync(double received);

    /// <summary>Something happened to the sound of a track.</summary>
    Task TellAsync(AudioNotice notice, int track);

    /// <summary>All finals are out, or the session is over: said before the close.</summary>
    Task FarewellAsync();

    /// <summary>Why the connection is closed next.</summary>
    /// <returns>What the close itself says.</returns>
    Task<(WebSocketCloseStatus Status, string Reason)> RefuseAsync(IngestProblemException problem);
}
