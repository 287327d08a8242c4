namespace LiveCaptions.Speech.Recognition.Cloud;

/// <summary>
/// What is said on one connection to a provider, whatever it is made of (<see cref="ISocketDialogue"/>). Sound is 16 bits at 16 kHz. What
/// is said and what is read may come at once; else one call at a time.
/// </summary>
internal interface ICloudDialogue
{
    /// <summary>What carries it; not connected yet.</summary>
    ICloudLine Line(CloudAccess access);

    /// <summary>The first message; null where sound is.</summary>
    string? Hello => null;

    /// <summary>Whether sound has to wait for the provider's greeting.</summary>
    bool WaitsForGreeting => false;

    /// <summary>Null where none is needed.</summary>
    string? KeepAlive { get; }

    /// <summary>Sound as a message of its own kind; null where it goes as it is.</summary>
    /// <param name="pcm">16 bits, little endian, at 16 kHz.</param>
    byte[]? Wrap(ReadOnlyMemory<byte> pcm) => null;

    /// <summary>Asks for all about what was sent so far; of a provider with turns, ends one.</summary>
    IReadOnlyList<string> EndTurn(CloudTurn turn);

    /// <summary>
    /// Whether the connection ends with the turn, because the provider has no other way to be asked for what it has: another one hears
    /// what follows.
    /// </summary>
    bool EndsWith(CloudTurn turn) => false;

    /// <summary>What is known without an answer, such as that nobody spoke.</summary>
    IReadOnlyList<CloudResult> Due() => [];

    /// <summary>Asks for the rest, and for the end.</summary>
    /// <param name="chunks">Messages of sound that were sent.</param>
    IReadOnlyList<string> Goodbye(int chunks);

    /// <summary>Whether nothing is to be waited for behind the goodbye: we hang up.</summary>
    bool IsDone => false;

    /// <summary>The provider closed after our goodbye.</summary>
    /// <param name="code">The line's; 1006 where the connection just broke, 0 where it did not answer in time.</param>
    /// <returns>What is left to say; null where that was no end in order.</returns>
    IReadOnlyList<CloudResult>? Farewell(int code) => code == 1000 ? [] : null;

    /// <exception cref="System.Text.Json.JsonException">It is not what it should be.</exception>
    /// <exception cref="InvalidDataException">It is not what it should be.</exception>
    CloudMessage Read(ReadOnlyMemory<byte> message);

    /// <summary>By which code, and for which reason, the provider closed a connection that we did not end.</summary>
    CloudFault FaultOf(int code, string? reason);
}
