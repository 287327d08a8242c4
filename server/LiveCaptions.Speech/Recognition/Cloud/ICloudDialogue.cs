using System.Net.WebSockets;
using System.Text.Json;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>
/// What is said on one connection to a provider. Sound goes as binary messages, 16 bits at 16 kHz; all the rest is text. One call at a
/// time.
/// </summary>
internal interface ICloudDialogue
{
    Uri Address { get; }

    /// <summary>Puts the key where the provider wants it.</summary>
    void Prepare(ClientWebSocketOptions options);

    /// <summary>The first message; null where sound is.</summary>
    string? Hello => null;

    /// <summary>Whether sound has to wait for the provider's greeting.</summary>
    bool WaitsForGreeting => false;

    /// <summary>Null where none is needed.</summary>
    string? KeepAlive { get; }

    /// <summary>Asks for all about what was sent so far.</summary>
    string Finalize { get; }

    /// <summary>Asks for the rest, and for the end.</summary>
    /// <param name="chunks">Messages of sound that were sent.</param>
    string Goodbye(int chunks);

    /// <exception cref="JsonException">It is not what it should be.</exception>
    CloudMessage Read(JsonElement message);

    /// <summary>By which code, and for which reason, the provider closed a connection that we did not end.</summary>
    CloudFault FaultOf(int code, string? reason);
}
