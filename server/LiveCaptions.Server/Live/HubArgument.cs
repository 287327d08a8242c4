using System.Globalization;
using System.Reflection;
using System.Text.Json;
using LiveCaptions.Captions.Text;
using Microsoft.AspNetCore.SignalR;

namespace LiveCaptions.Server.Live;

/// <summary>
/// An argument of a hub's method as it came by JSON or MessagePack, made what the method takes where it is clear what is meant.
/// </summary>
internal static class HubArgument
{
    /// <summary>
    /// What to read an argument as for <see cref="Fit"/>: text and whole numbers as whatever they are, the rest as the method says.
    /// </summary>
    public static Type ReadAs(ParameterInfo parameter) =>
        TypeOf(parameter) is var type && (type == typeof(string) || type == typeof(long)) ? typeof(object) : parameter.ParameterType;

    /// <exception cref="HubException">What is allowed and what was there.</exception>
    public static object? Fit(ParameterInfo parameter, object? given) => (given, parameter) switch
    {
        (null, { HasDefaultValue: true }) => parameter.DefaultValue,
        (null, _) => throw Wrong(parameter, "null"),
        _ when TypeOf(parameter) == typeof(string) => TextOf(given) ?? throw Wrong(parameter, Show(given)),
        _ when TypeOf(parameter) == typeof(long) => ReadWhole(Show(given)) ?? throw Wrong(parameter, Show(given)),
        _ => given,
    };

    private static Type TypeOf(ParameterInfo parameter) => Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;

    /// <summary>12, 12.0, 1.2e1 and "12" are twelve.</summary>
    private static long? ReadWhole(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : null;

    private static string Show(object given) => TextOf(given) ?? given switch
    {
        JsonElement json => json.GetRawText(),
        IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        _ => "something else",
    };

    private static string? TextOf(object given)
    {
        try
        {
            return given as string ?? (given is JsonElement { ValueKind: JsonValueKind.String } json ? json.GetString() : null);
        }
        catch (InvalidOperationException)
        {
            return null; // half a letter
        }
    }

    private static HubException Wrong(ParameterInfo parameter, string given)
    {
        var allowed = TypeOf(parameter) == typeof(string) ? "text"
            : TypeOf(parameter) == typeof(long) ? "a whole number" : "a list of texts";
        return new HubException(
            $"{parameter.Name} is {allowed}{(parameter.HasDefaultValue ? " or left out" : "")}, not {CaptionText.Shown(given)}.");
    }
}
