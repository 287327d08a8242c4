using LiveCaptions.Server.Basics;

namespace LiveCaptions.Server.Models;

/// <summary>Where pulled models are.</summary>
public static class ModelsFolder
{
    /// <param name="asked">What the command line says, if anything.</param>
    /// <returns>That; else LIVECAPTIONS_MODELS; else <c>models/weights</c> of the home folder.</returns>
    public static string Find(string? asked) => Path.GetFullPath(
        asked
        ?? (Environment.GetEnvironmentVariable("LIVECAPTIONS_MODELS") is { Length: > 0 } folder
            ? folder
            : Path.Combine(HomeFolder.Find(), "models", "weights")));
}
