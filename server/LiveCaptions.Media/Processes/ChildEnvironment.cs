namespace LiveCaptions.Media.Processes;

/// <summary>
/// What children get of this process's environment: what programs need to run, and nothing that is set for us,
/// such as <c>LIVECAPTIONS_*</c>.
/// </summary>
public static class ChildEnvironment
{
    private static readonly string[] Kept =
    [
        "PATH", "HOME", "LANG", "LANGUAGE", "TMPDIR", "TZ", "LD_LIBRARY_PATH", "SSL_CERT_FILE", "SSL_CERT_DIR"
    ];

    private static readonly string[] Proxies =
    [
        "http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"
    ];

    /// <summary>Through which proxy we are to go: for a child that goes out by itself.</summary>
    public static IReadOnlyDictionary<string, string> OurProxies() => Proxies
        .Select(name => KeyValuePair.Create(name, Environment.GetEnvironmentVariable(name)))
        .Where(variable => variable.Value is not null)
        .ToDictionary(variable => variable.Key, variable => variable.Value!, StringComparer.Ordinal);

    /// <param name="environment">A copy of ours.</param>
    /// <param name="more">What this child gets beside.</param>
    public static void Apply(IDictionary<string, string?> environment, IReadOnlyDictionary<string, string>? more)
    {
        foreach (var name in environment.Keys
            .Where(name => !Kept.Contains(name) && !name.StartsWith("LC_", StringComparison.Ordinal))
            .ToList())
        {
            environment.Remove(name);
        }

        foreach (var (name, value) in more ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            environment[name] = value;
        }
    }
}
