using System.ComponentModel.DataAnnotations;
using LiveCaptions.Captions.Layout;

namespace LiveCaptions.Server.Publishing;

/// <summary>How transcripts are published.</summary>
public sealed class PublishingSettings : IValidatableObject
{
    /// <summary>Rules of layout of one's own, by name.</summary>
    public Dictionary<string, PublishingOptions> Profiles { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, profile) in Profiles)
        {
            List<ValidationResult> faults = [];
            Validator.TryValidateObject(profile, new ValidationContext(profile), faults, validateAllProperties: true);
            foreach (var fault in faults)
            {
                yield return new ValidationResult($"Profile '{name}': {fault.ErrorMessage}");
            }
        }
    }
}
