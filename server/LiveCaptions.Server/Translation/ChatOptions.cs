using System.ComponentModel.DataAnnotations;

namespace LiveCaptions.Server.Translation;

/// <summary>A server that answers chats.</summary>
public sealed class ChatOptions : EndpointOptions
{
    /// <summary>As its server names it.</summary>
    public string Model { get; set; } = "";

    internal override IEnumerable<ValidationResult> FindFaults(string name) => Url.Length > 0 && Model.Length == 0
        ? base.FindFaults(name).Append(
            new ValidationResult($"LIVECAPTIONS_Translation__{name}__Model names the model that is to translate."))
        : base.FindFaults(name);
}
