using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Cloud;

/// <summary>What the settings of all providers have in common.</summary>
public abstract class CloudOptions
{
    /// <summary>Of the account. Without one the engine is not to be had, unless its server is on this machine and asks for none.</summary>
    [RegularExpression(@"^\s*[\x21-\x7E]*\s*$", ErrorMessage = "ApiKey has characters that no key has.")]
    public string? ApiKey { get; set; }

    /// <summary>
    /// Where the API begins: the provider, its region, or a server of one's own. May be on this machine or in a private network.
    /// </summary>
    [Required]
    [Url]
    public abstract string Address { get; set; }

    /// <summary>Live streams at once: what the account is good for.</summary>
    [Range(1, 10_000)]
    public abstract int MaxStreams { get; set; }

    /// <summary>US dollars for an hour of sound, as the account is charged.</summary>
    [Range(0, 1_000)]
    public abstract decimal PricePerHour { get; set; }
}
