using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Api;

/// <summary>Where captions shall go. For a sink that is there already, what is left out stays as it is.</summary>
public sealed record SinkRequest
{
    /// <summary><c>youtube</c> or <c>obs</c>.</summary>
    public SinkType? Type { get; init; }

    /// <summary>YouTube: the caption address of the broadcast, with its key.</summary>
    public string? Url { get; init; }

    /// <summary>OBS: <c>HOST</c>, <c>HOST:PORT</c> or <c>ws://HOST:PORT</c>; the port is 4455 by default.</summary>
    public string? Address { get; init; }

    /// <summary>OBS: the password of its WebSocket server; empty for none.</summary>
    public string? Password { get; init; }

    /// <summary>Seconds that the picture is later than the sound, 0 to 60.</summary>
    public double? Delay { get; init; }

    /// <summary>OBS: whether words are sent that may still change.</summary>
    public bool? Interims { get; init; }

    /// <summary>YouTube: the <c>seq</c> to go on with, where another program has sent captions to this address before.</summary>
    public long? Seq { get; init; }
}
