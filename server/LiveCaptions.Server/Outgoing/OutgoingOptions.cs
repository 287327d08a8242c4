using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Outgoing;

/// <summary>Where the server may connect to, whoever asks it to.</summary>
public sealed class OutgoingOptions : IValidatableObject
{
    /// <summary>
    /// Places that may be reached though they are on this machine or in a private network: host names, IP addresses and networks, with
    /// or without <c>:PORT</c>, separated by commas.
    /// </summary>
    public string Allow { get; set; } = "";

    /// <summary>
    /// IP addresses and networks that are not reached though they are public: this server's address in front of a
    /// NAT, neighbours in a data centre.
    /// </summary>
    public string Refuse { get; set; } = "";

    internal IReadOnlyList<AllowedTarget> Allowed => [.. Split(Allow).Select(AllowedTarget.Parse).OfType<AllowedTarget>()];

    internal IReadOnlyList<AllowedTarget> Refused => [.. Split(Refuse).Select(AllowedTarget.Parse).OfType<AllowedTarget>()];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Split(Allow).Where(entry => AllowedTarget.Parse(entry) is null).Select(entry => Fault(nameof(Allow), entry))
            .Concat(Split(Refuse).Where(entry => AllowedTarget.Parse(entry) is not { Network: not null })
                .Select(entry => Fault(nameof(Refuse), entry)));

    private static ValidationResult Fault(string name, string entry) =>
        new(
            $"LIVECAPTIONS_Outgoing__{name}: '{entry}' is no {(name == nameof(Allow) ? "host name, " : "")}IP address or "
            + "network, such as 192.168.1.0/24.",
            [name]);

    private static string[] Split(string entries) =>
        entries.Split([',', ' ', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
