using System.ComponentModel.DataAnnotations;
using LiveCaptions.Speech.Engines;

namespace LiveCaptions.Server.Engine;

/// <summary>Which engine recognises, and where its models are.</summary>
public sealed class EngineOptions
{
    /// <summary>A name as <see cref="EngineCatalog"/> knows it.</summary>
    [Required]
    public string Name { get; set; } = EngineCatalog.Auto;

    /// <summary><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</summary>
    [Required]
    public string Provider { get; set; } = "auto";

    /// <summary>Folder of the pulled models.</summary>
    [Required]
    public string ModelsDirectory { get; set; } = Path.Combine("models", "weights");

    /// <summary>Catalog id of the model that tells voices apart; null for what comes with the engine.</summary>
    public string? SpeakerModel { get; set; }

    /// <summary>Whether anybody may ask how things are said: false switches it off for every session.</summary>
    public bool Emotion { get; set; } = true;

    /// <summary>Catalog id of the model that hears how things are said; null for what comes with the engine.</summary>
    public string? EmotionModel { get; set; }
}
