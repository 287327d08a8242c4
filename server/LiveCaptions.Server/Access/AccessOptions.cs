using System.ComponentModel.DataAnnotations;
using System.Net;

namespace LiveCaptions.Server.Access;

/// <summary>Whom requests are believed.</summary>
public sealed class AccessOptions : IValidatableObject
{
    /// <summary>
    /// Host names, with commas between, besides those of loopback, that this machine's own pages and programs may call an open server by.
    /// </summary>
    public string Hosts { get; set; } = "";

    /// <summary>
    /// Addresses or networks (CIDR), with commas between, of reverse proxies in front of this server: of nobody else
    /// <c>X-Forwarded-*</c> is believed.
    /// </summary>
    public string Proxies { get; set; } = "";

    /// <summary>Seconds between looks whether those who watch still may.</summary>
    [Range(0.1, 60)]
    public double RecheckSeconds { get; set; } = 2;

    internal IReadOnlyList<string> HostList => AddressRange.Split(Hosts);

    internal IReadOnlyList<IPNetwork> ProxyList =>
        [.. AddressRange.Split(Proxies).Select(proxy => AddressRange.TryParse(proxy, out var network) ? network : default)];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => AddressRange.Split(Proxies)
        .Where(proxy => !AddressRange.TryParse(proxy, out _))
        .Select(proxy => new ValidationResult($"Access:Proxies: '{proxy}' is neither an IP address nor a network such as 10.0.0.0/8."));
}
