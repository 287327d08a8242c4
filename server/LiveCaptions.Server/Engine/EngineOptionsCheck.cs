using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Recognition;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Engine;

/// <summary>Engines that nobody knows are told when the server starts, not when a session asks for one.</summary>
internal sealed class EngineOptionsCheck(EngineCatalog catalog) : IValidateOptions<EngineOptions>
{
    public ValidateOptionsResult Validate(string? name, EngineOptions options)
    {
        if (FaultOf(options.Name) is { } fault)
        {
            return ValidateOptionsResult.Fail(fault);
        }

        return options.Also.Select(FaultOf).FirstOrDefault(also => also is not null) is { } unknown
            ? ValidateOptionsResult.Fail($"Engine:Also: {unknown}")
            : ValidateOptionsResult.Success;
    }

    private string? FaultOf(string engine)
    {
        try
        {
            catalog.Find(engine);
            return null;
        }
        catch (EngineUnavailableException unknown)
        {
            return unknown.Message;
        }
    }
}
