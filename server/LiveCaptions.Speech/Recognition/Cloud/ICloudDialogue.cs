using System.Net.WebSockets;
using System.Text.Json;

namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>
/// What is said on one connection to a provider. Sound goes as binary messages, 16 bits at 16 kHz, but where it is wrapped; all the
/// rest is text. What is said and what is read may come at once; else one call at a time.
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

    /// <summary>Sound as a message of text; null where it goes as it is.</summary>
    /// <param name="pcm">16 bits, little endian, at 16 kHz.</param>
    byte[]? Wrap(ReadOnlyMemory<byte> pcm) => null;

    /// <summary>Asks for all about what was sent so far; of a provider with turns, ends one.</summary>
    IReadOnlyList<string> EndTurn(CloudTurn turn);

    /// <summary>What is known without an answer, such as that nobody spoke.</summary>
    IReadOnlyList<CloudResult> Due() => [];

    /// <summary>Asks for the rest, and for the end.</summary>
    /// <param name="chunks">Messages of sound that were sent.</param>
    IReadOnlyList<string> Goodbye(int chunks);

    /// <summary>Whether nothing is to be waited for behind the goodbye: we hang up.</summary>
    bool IsDone => false;

    /// <summary>The provider closed after our goodbye.</summary>
    /// <param name="code">Of WebSocket; 0 where the connection just broke, or it did not answer in time.</param>
    /// <returns>What is left to say; null where that was no end in order.</returns>
    IReadOnlyList<CloudResult>? Farewell(int code) => code == 1000 ? [] : null;

    /// <exception cref="JsonException">It is not what it should be.</exception>
    CloudMessage Read(JsonElement message);

    /// <summary>By which code, and for which reason, the provider closed a connection that we did not end.</summary>
    CloudFault FaultOf(int code, string? reason);
}
