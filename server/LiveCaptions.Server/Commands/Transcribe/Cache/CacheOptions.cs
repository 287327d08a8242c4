using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Commands.Transcribe.Cache;

/// <summary>What <c>transcribe</c> keeps of its results, so that the same recording need not be recognised again.</summary>
public sealed class CacheOptions
{
    private const string Variables = "LIVECAPTIONS_";
    private const string Section = "Cache";

    /// <summary>Where it is kept; made when missing.</summary>
    [Required]
    public string Folder { get; set; } = DefaultFolder();

    /// <summary>
    /// Most that is kept, in megabytes: what was used longest ago goes first. 0 keeps nothing, also not for going on after a kill.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MaxMegabytes { get; set; } = 256;

    /// <summary>Days that something which nobody uses is kept.</summary>
    [Range(0.001, 36_500)]
    public double Days { get; set; } = 30;

    public long MaxBytes => MaxMegabytes * 1024L * 1024;

    /// <summary>As <c>LIVECAPTIONS_Cache__NAME</c> say.</summary>
    /// <exception cref="UsageException">One of them says what cannot be.</exception>
    public static CacheOptions FromEnvironment() => From(new ConfigurationBuilder().AddEnvironmentVariables(Variables).Build());

    /// <inheritdoc cref="FromEnvironment"/>
    public static CacheOptions From(IConfiguration configuration)
    {
        var options = new CacheOptions();
        try
        {
            configuration.GetSection(Section).Bind(options);
            Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        }
        catch (Exception e) when (e is InvalidOperationException or ValidationException)
        {
            throw new UsageException($"{Variables}{Section}__…: {e.Message}");
        }

        return options;
    }

    /// <summary>A user's own, as the XDG base directories say.</summary>
    private static string DefaultFolder()
    {
        var caches = OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set && Path.IsPathRooted(set) ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.Combine(caches, "livecaptions");
    }
}
