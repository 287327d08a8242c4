namespace LiveCaptions.Media;

/// <summary>What children get of this process's environment: what programs need to run, and nothing that is set for us, such as <c>LIVECAPTIONS_*</c>.</summary>
internal static class ChildEnvironment
{
    /// <summary>Through which proxy to go, for a child that goes out by itself.</summary>
    public static readonly IReadOnlyList<string> Proxies =
        ["http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"];

    private static readonly string[] Kept = ["PATH", "HOME", "LANG", "LANGUAGE", "TMPDIR", "TZ", "LD_LIBRARY_PATH", "SSL_CERT_FILE", "SSL_CERT_DIR"];

    /// <param name="environment">A copy of ours.</param>
    /// <param name="more">Names that this child gets, too.</param>
    public static void Reduce(IDictionary<string, string?> environment, IReadOnlyList<string> more)
    {
        foreach (var name in environment.Keys.Where(name => !Kept.Contains(name) && !more.Contains(name) && !name.StartsWith("LC_", StringComparison.Ordinal)).ToList())
        {
            environment.Remove(name);
        }
    }
}
