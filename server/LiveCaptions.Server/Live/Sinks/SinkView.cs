using LiveCaptions.Server.Storage;

namespace LiveCaptions.Server.Live.Sinks;

/// <summary>A sink as everybody outside sees it: its secrets are not in it.</summary>
public sealed record SinkView
{
    /// <summary>What is told of a sink whose secrets cannot be read any more.</summary>
    internal const string LostError =
        "Its address and password cannot be decrypted: bring back the data folder's secret-keys, or set it up again.";

    public required string Id { get; init; }

    public required SinkType Type { get; init; }

    public required SinkState State { get; init; }

    /// <summary>Why it fails or failed last, in one line.</summary>
    public string? Error { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? ErrorAt { get; init; }

    /// <summary>Where captions go; of YouTube's address only the host.</summary>
    public required string Address { get; init; }

    /// <summary>Whether a password is kept.</summary>
    public bool? HasPassword { get; init; }

    /// <summary>Seconds that the picture is later than the sound.</summary>
    public required double Delay { get; init; }

    public bool? Interims { get; init; }

    /// <summary>Captions that were taken.</summary>
    public required long Sent { get; init; }

    /// <summary>Captions that were refused, or too old when they could be sent.</summary>
    public required long Dropped { get; init; }

    public DateTimeOffset? LastSentAt { get; init; }

    /// <summary>Seconds that YouTube's clock is ahead of this server's.</summary>
    public double? ClockSkew { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>A stored sink that nothing is sent to.</summary>
    public static SinkView From(SinkRow row)
    {
        if (row.IsLost)
        {
            return new SinkView
            {
                Id = row.Id, Type = row.Type, State = SinkState.Failing, Error = LostError, Address = "",
                Delay = row.Delay, Sent = row.Sent, Dropped = row.Dropped, CreatedAt = row.CreatedAt,
            };
        }

        var isObs = row.Type == SinkType.Obs;
        return new SinkView
        {
            Id = row.Id,
            Type = row.Type,
            State = SinkState.Ended,
            Address = isObs ? row.Address : $"{new Uri(row.Address).GetLeftPart(UriPartial.Authority)}/…",
            HasPassword = isObs ? !string.IsNullOrEmpty(row.Password) : null,
            Delay = row.Delay,
            Interims = isObs ? row.Interims : null,
            Sent = row.Sent,
            Dropped = row.Dropped,
            CreatedAt = row.CreatedAt,
        };
    }
}
