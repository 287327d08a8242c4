using System.ComponentModel.DataAnnotations;
using LiveCaptions.Speech.Recognition.Cloud.GoogleSpeech;

namespace LiveCaptions.Server.Cloud;

/// <summary>The account at Google Cloud, for Speech-to-Text v2.</summary>
public sealed class GoogleOptions : StreamingOptions
{
    private string? _address;

    /// <summary>The region's own.</summary>
    public override string Address
    {
        get => _address ?? Regional;
        set => _address = value == Regional ? null : value;
    }

    public override decimal PricePerHour { get; set; } = 0.96m;

    /// <summary>The provider ends a stream after 5.</summary>
    [Range(0.5, 4.8)]
    public override double SessionMinutes { get; set; } = 4.5;

    /// <summary>The region that recognises, such as <c>europe-west4</c>; <c>global</c> is none, which not all models have.</summary>
    [Required]
    [RegularExpression("[a-z0-9-]{2,40}", ErrorMessage = "Location is no region of Google Cloud.")]
    public string Location { get; set; } = "us-central1";

    /// <summary>The project that pays; without one, that of the account.</summary>
    [RegularExpression("[A-Za-z0-9:.-]{1,100}", ErrorMessage = "Project has characters that no project has.")]
    public string? Project { get; set; }

    /// <summary>
    /// The key file of a service account (JSON); without one and without a key, what GOOGLE_APPLICATION_CREDENTIALS names.
    /// </summary>
    public string? CredentialsFile { get; set; }

    /// <summary>
    /// As the provider calls them, with commas, where a session names none: up to three, of which it tells the one that is spoken, or auto.
    /// </summary>
    [Required]
    [RegularExpression("[A-Za-z0-9-]{2,20}(,[A-Za-z0-9-]{2,20}){0,2}", ErrorMessage = "Languages: up to three tags with commas, or auto.")]
    public string Languages { get; set; } = "en-US";

    /// <summary>
    /// Whether a stream ends where somebody stops speaking, so that words are final at once; three seconds more are paid for.
    /// </summary>
    public bool EndsAtPauses { get; set; }

    private string Regional => Location == "global" ? "https://speech.googleapis.com" : $"https://{Location}-speech.googleapis.com";

    internal GoogleSpeechSettings Google(IGoogleAccount? account) => new()
    {
        Pace = Pace,
        Session = TimeSpan.FromMinutes(SessionMinutes),
        MaxStreams = MaxStreams,
        PricePerHour = PricePerHour,
        Project = string.IsNullOrWhiteSpace(Project) ? null : Project,
        Location = Location,
        Languages = Languages.Split(','),
        EndsAtPauses = EndsAtPauses,
        Account = account,
    };
}
