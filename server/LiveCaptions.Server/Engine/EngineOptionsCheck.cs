using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Engine;

/// <summary>Engines that are allowed and that nobody knows are told when the server starts, not when a session asks for one.</summary>
internal sealed class EngineOptionsCheck(EngineCatalog catalog) : IValidateOptions<EngineOptions>
{
    public ValidateOptionsResult Validate(string? name, EngineOptions options)
    {
        try
        {
            foreach (var engine in options.Also)
            {
                catalog.Find(engine);
            }

            return ValidateOptionsResult.Success;
        }
        catch (EngineUnavailableException unknown)
        {
            return ValidateOptionsResult.Fail($"Engine:Also: {unknown.Message}");
        }
    }
}
