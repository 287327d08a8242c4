using System.Globalization;
using LiveCaptions.Server.Engine;
using LiveCaptions.Server.Sessions.Requests;
using LiveCaptions.Speech.Engines;
using Microsoft.Extensions.Options;

namespace LiveCaptions.Server.Publishing.SecondPass;

/// <summary>An ensemble that cannot be is told when the server starts, not when the first session has ended.</summary>
internal sealed class SecondPassOptionsCheck(IOptions<EngineOptions> engines, EngineCatalog catalog) : IValidateOptions<SecondPassOptions>
{
    public ValidateOptionsResult Validate(string? name, SecondPassOptions options)
    {
        if (options.Ensemble.Count == 0)
        {
            return ValidateOptionsResult.Success;
        }

        string[] asked = [engines.Value.Name, .. engines.Value.Also];
        string[] known = [.. asked.Concat(asked.Where(catalog.Knows).Select(catalog.NameOf)).Distinct(StringComparer.Ordinal)];
        if (options.Ensemble.FirstOrDefault(engine => !known.Contains(engine, StringComparer.Ordinal)) is { } unknown)
        {
            return ValidateOptionsResult.Fail(
                $"SecondPass:Ensemble: '{unknown}' is neither Engine:Name nor in Engine:Also. There are: {string.Join(", ", known)}.");
        }

        if (options.Ensemble.Count > EnsembleRules.Most
            || options.Ensemble.Distinct(StringComparer.Ordinal).Count() < options.Ensemble.Count)
        {
            return ValidateOptionsResult.Fail($"SecondPass:Ensemble has up to {EnsembleRules.Most} engines, none of them twice.");
        }

        return options.Weights.Where(weight => !(weight.Value is > 0 and <= 1_000)).Select(weight => weight.Key).FirstOrDefault() is { } odd
            ? ValidateOptionsResult.Fail(string.Create(
                CultureInfo.InvariantCulture, $"SecondPass:Weights:{odd} is more than 0 and up to 1000, not {options.Weights[odd]}."))
            : ValidateOptionsResult.Success;
    }
}
